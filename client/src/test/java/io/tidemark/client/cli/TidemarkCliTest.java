package io.tidemark.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TidemarkCliTest {

    @Test
    void alone_it_lists_every_command_in_one_line_each() {
        Run run = Run.of();
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        for (CommandCatalog.Entry entry : CommandCatalog.ENTRIES) {
            assertThat(run.out().lines())
                    .filteredOn(line -> line.startsWith("  " + entry.name() + " "))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line).endsWith(entry.summary()).hasSizeLessThan(100));
        }
        assertThat(Run.of("--help").out()).isEqualTo(run.out());
        assertThat(Run.of("help").out()).isEqualTo(run.out());
    }

    @Test
    void every_command_has_help_with_an_example() {
        for (CommandCatalog.Entry entry : CommandCatalog.ENTRIES) {
            if (entry.runsHere()) {
                Run run = Run.of(entry.name(), "--help");
                assertThat(run.status()).as(entry.name()).isEqualTo(ExitCode.OK);
                assertThat(run.out())
                        .as(entry.name())
                        .startsWith("Usage: tidemark " + entry.name())
                        .containsPattern("Examples?[ :(]")
                        .contains("  tidemark " + entry.name());
                assertThat(Run.of("help", entry.name()).out()).isEqualTo(run.out());
            }
        }
    }

    @Test
    void a_mistyped_command_is_answered_with_the_nearest() {
        Run run = Run.of("dletas");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no command dletas; did you mean deltas?");
    }

    @Test
    void a_command_of_another_jar_says_how_it_is_started() {
        Run run = Run.of("serve");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("./tidemark serve");
    }

    @Test
    void a_missing_option_is_told_in_two_lines() {
        Run run = Run.of("gaps", "--all", "--from", "2026-01-01");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--to").hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01", "yesterday", "2026-01-01T25:00:00Z"})
    void a_time_that_is_none_is_told_with_the_option(String time) {
        Run run = Run.of("gaps", "--all", "--from", time, "--to", "2026-02-01");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--from is " + time).hasLineCount(1);
    }

    @Test
    void a_question_without_components_is_refused() {
        Run run = Run.of("latest");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("which components?");
    }

    @Test
    void a_server_that_is_not_there_is_told_in_two_lines() {
        // port 1 of the loopback: nothing listens there
        Run run = Run.of("latest", "--all", "--server", "127.0.0.1:1");
        assertThat(run.status()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("the server is not reached", "127.0.0.1:1")
                .hasLineCount(2);
    }
}
