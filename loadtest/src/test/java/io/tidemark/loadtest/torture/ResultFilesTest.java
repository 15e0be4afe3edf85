package io.tidemark.loadtest.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    private static final List<String> CLASSES = List.of("OneTest", "OtherTest");

    @TempDir
    private Path directory;

    private void counts(String test, int cases, int failed, int skipped, String message) throws IOException {
        Files.writeString(
                directory.resolve("row." + test + ".properties"),
                "cases=%d\nfaults=%d\npassed=1\nfailed=%d\nskipped=%d\nmillis=5\nmessage=%s\n"
                        .formatted(cases, 2 * cases, failed, skipped, message));
    }

    private TortureResult read(int status) throws IOException {
        return ResultFiles.read(directory, "row", CLASSES, status, directory.resolve("maven.log"));
    }

    @Test
    void the_counts_of_all_classes_of_a_row_are_added() throws IOException {
        counts("OneTest", 10, 0, 0, "");
        counts("OtherTest", 3, 0, 0, "");
        TortureResult result = read(0);
        assertThat(result).isEqualTo(TortureResult.held(13, 26));
        assertThat(result.isHeld()).isTrue();
    }

    @Test
    void a_failure_breaks_the_row_and_its_losses_are_not_called_zero() throws IOException {
        counts("OneTest", 10, 1, 0, "seed 7 lost a record");
        counts("OtherTest", 3, 0, 0, "");
        TortureResult result = read(1);
        assertThat(result.outcome()).isEqualTo(TortureResult.Outcome.BROKEN);
        assertThat(result.isCounted()).isFalse();
        assertThat(result.message()).isEqualTo("OneTest: seed 7 lost a record");
        assertThat(printed(result)).contains("BROKEN").contains("?").contains("seed 7 lost a record");
    }

    @Test
    void a_class_that_left_no_counts_has_not_run_whatever_maven_says() throws IOException {
        counts("OneTest", 10, 0, 0, "");
        assertThat(read(0).outcome()).isEqualTo(TortureResult.Outcome.NOT_RUN);
        assertThat(read(0).message()).contains("OtherTest").contains("maven.log");
        counts("OtherTest", 3, 0, 0, "");
        assertThat(read(1).outcome()).isEqualTo(TortureResult.Outcome.NOT_RUN);
    }

    @Test
    void what_was_left_out_is_said() throws IOException {
        counts("OneTest", 10, 0, 2, "this user may not mount a file system");
        counts("OtherTest", 3, 0, 0, "");
        TortureResult result = read(0);
        assertThat(result.outcome()).isEqualTo(TortureResult.Outcome.HELD_IN_PART);
        assertThat(printed(result)).contains("in part").contains("may not mount");
    }

    @Test
    void a_file_without_its_numbers_is_named() throws IOException {
        counts("OneTest", 10, 0, 0, "");
        Files.writeString(directory.resolve("row.OtherTest.properties"), "cases=many\n");
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("row.OtherTest.properties");
    }

    @Test
    void names_of_rows_are_told_apart() {
        assertThat(TortureRows.all()).extracting(TortureTest::name).doesNotHaveDuplicates();
    }

    private static String printed(TortureResult result) {
        StringWriter out = new StringWriter();
        TortureTable table = new TortureTable();
        table.add(new JUnitRow("row", "what it does", "server", CLASSES), result, 1_000_000);
        table.print(new PrintWriter(out));
        return out.toString();
    }
}
