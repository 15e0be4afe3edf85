package io.tidemark.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.FileChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which room may import which: the table of the packages' own descriptions, held. */
class ImportTableTest {

    private static final String ROOMS = "io.tidemark.server.";

    private static JavaClasses server;

    @BeforeAll
    static void read() {
        server = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test"))
                .importPackages("io.tidemark.server");
    }

    private static ArchRule onlyRooms(String room, String... rooms) {
        String[] allowed = Stream.concat(
                        Stream.of(room + "..", "java.."), Stream.of(rooms).map(other -> other + ".."))
                .map(name -> name.startsWith("java") ? name : ROOMS + name)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOMS + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.tidemark.server..").and(not(resideInAnyPackage(allowed))));
    }

    @Test
    void the_rules_of_metering_know_nothing_but_the_language() {
        classes()
                .that()
                .resideInAPackage(ROOMS + "metering..")
                .and()
                .resideOutsideOfPackage(ROOMS + "metering.delta.vector..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.math..", ROOMS + "metering..")
                .check(server);
    }

    @Test
    void the_vector_module_is_known_to_one_room_that_knows_nothing_else() {
        classes()
                .that()
                .resideInAPackage(ROOMS + "metering.delta.vector..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "jdk.incubator.vector..", ROOMS + "metering.delta..")
                .check(server);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOMS + "metering.delta.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.incubator..", ROOMS + "metering.delta.vector..")
                .check(server);
    }

    @Test
    void metering_has_no_threads_clocks_and_files() {
        noClasses()
                .that()
                .resideInAPackage(ROOMS + "metering..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.Thread|java\\.time\\.Clock|java\\.util\\.concurrent\\..*|java\\.util\\.Timer")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(server);
    }

    @Test
    void every_room_imports_the_rooms_it_says_and_no_other() {
        onlyRooms("refusal").check(server);
        onlyRooms("step").check(server);
        onlyRooms("journal", "step").check(server);
        onlyRooms("batch", "refusal").check(server);
        onlyRooms("store", "batch", "metering", "refusal", "step").check(server);
        onlyRooms("registry", "metering", "refusal").check(server);
        onlyRooms("shard", "store", "registry", "metering", "batch", "refusal", "estimation", "monitoring")
                .check(server);
        onlyRooms("ingest", "journal", "shard", "batch", "store", "registry", "refusal", "step")
                .check(server);
        onlyRooms("query", "shard", "store", "registry", "metering", "refusal").check(server);
    }

    @Test
    void only_the_doors_know_grpc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOMS + "grpc..", ROOMS + "access..", "io.tidemark.server")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grpc..")
                .check(server);
    }

    @Test
    void only_the_journal_forces_files() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOMS + "journal..")
                .should()
                .callMethod(FileChannel.class, "force", boolean.class)
                .check(server);
    }

    @Test
    void only_the_store_knows_the_map_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOMS + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .check(server);
    }

    @Test
    void no_two_rooms_import_each_other() {
        // What runs over many components hands its records in like any client; only its records belong to the state.
        slices().matching("io.tidemark.server.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOMS + "estimation.run.."), alwaysTrue())
                .ignoreDependency(
                        resideInAPackage(ROOMS + "monitoring..")
                                .and(not(resideInAPackage(ROOMS + "monitoring.record.."))),
                        alwaysTrue())
                .check(server);
    }
}
