package io.tidemark.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that is called wrongly says what is wrong and what would be right, on one line, before it asks any server. */
@Timeout(60)
final class WrongUseTest {

    @TempDir
    private Path directory;

    private Run run(String line) {
        List<String> args = new ArrayList<>();
        for (String word : line.strip().split(" +")) {
            args.add(word.replace("DIR", directory.toString()).replace("''", ""));
        }
        return Run.of(args);
    }

    private static void isWrongUse(Run run, String message) {
        assertThat(run.err().lines().findFirst().orElse("")).contains(message);
        assertThat(run.err()).doesNotContain("fault in the program").doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            latest --all --server localhost            | --server is "localhost": give HOST:PORT, such as 127.0.0.1:7411
            latest --all --server localhost:99999      | --server is "localhost:99999": give HOST:PORT
            latest --all --server localhost:           | --server is "localhost:": give HOST:PORT
            latest --all --server ''                   | --server is "": give HOST:PORT
            latest --all --server http://localhost:7411| --server is "http://localhost:7411": give HOST:PORT
            latest --all --timeout 0                   | --timeout is 0: give seconds from 1 to 86400
            latest --all --timeout -3                  | --timeout is -3: give seconds from 1 to 86400
            latest --all --token-file DIR/none         | cannot be read: there is no such file
            watch --all --rows 0                       | --rows is 0: give 1 or more
            register DIR                               | is a directory; name the files in it
            """)
    void options_of_every_command(String line, String message) {
        isWrongUse(run(line), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --column v=mc --column w=mc                | two columns go to mc
            --column v=mc --condition 5                | --condition is 5: a condition code lies between 100000 and 999999
            --column v=mc --condition-map A=1          | --condition-map A is 1: a condition code lies between
            --column v=mc --skip-lines -3              | --skip-lines is -3: give 0 or more
            --column v=mc --delimiter ;;               | --delimiter is ;;: give one character, or tab
            --column v=mc --interval 15                | --interval is 15: give a duration of a second or more, such as PT15M
            --column v=mc --interval PT0S              | --interval is PT0S: give a duration
            --column v=mc --interval -PT15M            | --interval is -PT15M: give a duration
            --column v=mc --rejects DIR/none/x.csv     | there is no directory
            --column v=mc --wait-for-room -1           | --wait-for-room is -1: give minutes from 0 to 10080
            --column v=mc*1e400                        | the factor 1e400 is no number
            --component-column v --value-column v*x    | the factor x is no number
            """)
    void options_of_an_import(String options, String message) throws IOException {
        Files.writeString(directory.resolve("a.csv"), "t,v,w\n2026-04-12T00:00:00Z,1,2\n");
        isWrongUse(run("import DIR/a.csv --time-column t " + options), message);
    }

    @Test
    void files_that_are_none() throws IOException {
        Files.writeString(directory.resolve("empty.csv"), "");
        Files.writeString(directory.resolve("pretends.zip"), "PK and then something else");
        Files.writeString(directory.resolve("open.json"), "{\n  \"providers\": [");
        isWrongUse(
                run("import DIR/empty.csv --time-column t --column v=mc --dry-run"), "is empty: it has no header line");
        isWrongUse(
                run("import DIR/pretends.zip --time-column t --column v=mc --dry-run"),
                "it begins like a zip, and there is no file in it");
        Run run = run("register DIR/open.json");
        isWrongUse(run, "not readable as JSON: Unexpected end-of-input");
        assertThat(run.err()).contains("begun at line 2, column 16").doesNotContain("Source");
    }
}
