package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.TidemarkCli;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a year of one household, a reading a minute: a run finds its thirteen gaps, and filling closes them. */
class HouseholdEstimationTest {

    private static final String FILE = "uci-household-sample/household_power_consumption_2007H1.zip";

    /** Minutes missing in each gap, as awk counts them in the file. */
    private static final List<Integer> MINUTES = List.of(1, 1, 2, 1, 3723, 1, 1, 1, 1, 3, 33, 2, 1);

    @TempDir
    private Path directory;

    private static String tidemark(LocalServer server, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of(args), Stream.of("--server=" + server.address()))
                .toArray(String[]::new);
        int status = new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true)).run(all);
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        return out.toString();
    }

    @Test
    void exactly_the_thirteen_gaps_come_out_and_none_is_left_when_they_are_filled() {
        Path file = Stream.of("../shared/data", "../../shared/data")
                .map(data -> Path.of(data).resolve(FILE))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeTrue(file != null, "the household's file is not there");
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            tidemark(
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
                    "--column=Global_active_power=active",
                    "--create-type=household-minute",
                    "--create-at=household",
                    "--unit=kW",
                    "--rejects=" + directory.resolve("rejects.csv"));
            // the data end with June; 48 hours later the last of them are late enough
            String asked = tidemark(
                    server,
                    "estimate",
                    "active",
                    "--at=2007-07-03T00:00+01:00",
                    "--fill",
                    "--zone=+01:00",
                    "--output=csv");
            assertThat(asked.lines().skip(1)).hasSize(13);
            assertThat(asked).contains("2007-04-28T00:21:00+01:00,2007-04-30T14:24:00+01:00,3723");

            List<InitialMeasurement> filled = client.estimation()
                    .initialMeasurements(ListInitialMeasurementsRequest.newBuilder()
                            .setSelection(Select.all())
                            .build())
                    .list(20);
            assertThat(filled).extracting(InitialMeasurement::getIntervals).isEqualTo(MINUTES);
            assertThat(filled).allSatisfy(one -> {
                assertThat(one.getProblem()).isEmpty();
                assertThat(one.getValuesList()).noneMatch(value -> value.isNaN());
            });
            filled.forEach(one -> client.estimation().finalizeOne(one.getId(), List.of()));
            Instant from = Instant.parse("2006-12-31T23:00:00Z");
            Instant to = Instant.parse("2007-06-30T23:00:00Z");
            assertThat(client.gaps().list(Select.all(), Times.range(from, to)).list(1))
                    .isEmpty();
            assertThat(client.readings().latest(Select.all()).list(1).get(0).latestContiguousMillis())
                    .isEqualTo(to.toEpochMilli());
        }
    }
}
