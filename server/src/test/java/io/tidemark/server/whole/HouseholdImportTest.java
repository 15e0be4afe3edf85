package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.client.cli.TidemarkCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half a year of one household, a reading a minute, imported as it lies by one command line, and asked about.
 *
 * <p>The expected figures were worked out by awk over the file, as in
 *
 * <pre>
 * awk -F, '$2 == "25/3/2007" &amp;&amp; $4 != "?" {day += $4 / 60; split($3, t, ":"); if (t[1] == 18) hour += $4 / 60}
 *     END {printf "%.12f %.12f\n", day, hour}'
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseholdImportTest {

    private static final String FILE = "uci-household-sample/household_power_consumption_2007H1.zip";
    private static final double NEAR = 1e-9;

    /** From, to and minutes of what the file lacks, in French standard time. */
    private static final List<String> GAPS = List.of(
            "2007-01-14T18:36:00+01:00,2007-01-14T18:37:00+01:00,1",
            "2007-01-28T17:13:00+01:00,2007-01-28T17:14:00+01:00,1",
            "2007-02-22T22:58:00+01:00,2007-02-22T23:00:00+01:00,2",
            "2007-03-25T17:52:00+01:00,2007-03-25T17:53:00+01:00,1",
            "2007-04-28T00:21:00+01:00,2007-04-30T14:24:00+01:00,3723",
            "2007-06-01T19:14:00+01:00,2007-06-01T19:15:00+01:00,1",
            "2007-06-06T21:56:00+01:00,2007-06-06T21:57:00+01:00,1",
            "2007-06-09T11:44:00+01:00,2007-06-09T11:45:00+01:00,1",
            "2007-06-09T12:05:00+01:00,2007-06-09T12:06:00+01:00,1",
            "2007-06-09T17:55:00+01:00,2007-06-09T17:58:00+01:00,3",
            "2007-06-09T17:59:00+01:00,2007-06-09T18:32:00+01:00,33",
            "2007-06-19T12:14:00+01:00,2007-06-19T12:16:00+01:00,2",
            "2007-06-29T09:59:00+01:00,2007-06-29T10:00:00+01:00,1");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeAll
    void findsTheFile() {
        file = Stream.of("../shared/data", "../../shared/data")
                .map(data -> Path.of(data).resolve(FILE))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeTrue(file != null, "the household's file is not there");
    }

    private record Run(int status, String out, String err) {}

    private static Run tidemark(LocalServer server, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--server=" + server.address());
        int status = new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true)).run(all.toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }

    private Run importFile(LocalServer server) {
        return tidemark(
                server,
                "import",
                file.toString(),
                "--date-column=Date",
                "--date-pattern=d/M/yyyy",
                "--date-pattern=d/M/yy",
                "--time-column=Time",
                "--time-pattern=H:mm:ss",
                "--zone=Europe/Paris",
                "--standard-time",
                "--missing=?",
                "--interval=PT1M",
                "--column=Global_active_power=household/active*1/60",
                "--column=Sub_metering_1=household/kitchen*0.001",
                "--column=Sub_metering_2=household/laundry*0.001",
                "--column=Sub_metering_3=household/heating*0.001",
                "--create-type=household-minute",
                "--create-at=household",
                "--unit=kWh",
                "--rejects=" + directory.resolve("rejects.csv"));
    }

    @Test
    void it_comes_in_with_one_command_line_and_answers_as_the_file_says() {
        try (LocalServer server = LocalServer.start()) {
            Run imported = importFile(server);
            assertThat(imported.err()).isEmpty();
            assertThat(imported.status()).isZero();
            assertThat(imported.out())
                    .contains("260,640 rows read", "1,027,476 readings accepted", "15,084 missing", "0 rejected");

            for (String component : List.of("active", "kitchen", "laundry", "heating")) {
                assertThat(gaps(server, "household/" + component)).isEqualTo(GAPS);
            }

            // a day on which French clocks changed and this meter's did not: 1,440 minutes, one of them missing
            assertThat(sums(server, "2007-03-25T00:00+01:00", "2007-03-26T00:00+01:00", "day"))
                    .satisfiesExactly(
                            row -> assertSum(row, 55.602066666667, 1439),
                            row -> assertSum(row, 4.63, 1439),
                            row -> assertSum(row, 3.6, 1439),
                            row -> assertSum(row, 9.358, 1439));
            assertThat(sums(server, "2007-03-25T18:00+01:00", "2007-03-25T19:00+01:00", "PT1H"))
                    .first()
                    .satisfies(row -> assertSum(row, 1.253, 60));
            assertThat(sums(server, "2007-02-01T00:00+01:00", "2007-02-02T00:00+01:00", "day"))
                    .satisfiesExactly(
                            row -> assertSum(row, 30.412666666667, 1440),
                            row -> assertSum(row, 1.17, 1440),
                            row -> assertSum(row, 0.386, 1440),
                            row -> assertSum(row, 13.145, 1440));

            Run again = importFile(server);
            assertThat(again.out()).contains("0 readings accepted", "1,027,476 there already");
        }
    }

    private static List<String> gaps(LocalServer server, String component) {
        Run run = tidemark(
                server, "gaps", component, "--from=2007-01-01", "--to=2007-07-01", "--zone=+01:00", "--output=csv");
        assertThat(run.err()).isEmpty();
        return run.out()
                .lines()
                .skip(1)
                .map(line -> line.substring(component.length() + 1))
                .toList();
    }

    private static List<String> sums(LocalServer server, String from, String to, String bucket) {
        Run run = tidemark(
                server,
                "deltas",
                "household/active",
                "household/kitchen",
                "household/laundry",
                "household/heating",
                "--from=" + from,
                "--to=" + to,
                "--bucket=" + bucket,
                "--calendar=+01:00",
                "--output=csv");
        assertThat(run.err()).isEmpty();
        return run.out().lines().skip(1).toList();
    }

    private static void assertSum(String row, double sum, int minutes) {
        String[] fields = row.split(",");
        assertThat(Double.parseDouble(fields[3])).isCloseTo(sum, within(NEAR));
        assertThat(fields[4]).isEqualTo(Integer.toString(minutes));
        assertThat(fields[5]).isEqualTo("0");
        assertThat(fields[6]).isEqualTo("0");
    }
}
