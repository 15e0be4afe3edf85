package io.tidemark.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who in the client may import whom, as its package pages say. */
final class ClientImportsTest {

    private static final JavaClasses CLIENT = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void the_library_knows_nothing_of_the_command_line() {
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tidemark.client.*..", "picocli..", "de.siegmar..", "me.tongfei..")
                .check(CLIENT);
    }

    @Test
    void rows_of_results_need_nothing_but_java() {
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.client.cli.output")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "io.tidemark.client.cli.output")
                .check(CLIENT);
    }

    @Test
    void nobody_in_the_client_knows_the_server() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tidemark.server..")
                .check(CLIENT);
    }
}
