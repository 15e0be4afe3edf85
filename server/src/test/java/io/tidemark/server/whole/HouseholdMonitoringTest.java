package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.client.cli.TidemarkCli;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams of a real household are watched from the command line. */
class HouseholdMonitoringTest {

    private static final String FILE = "uci-household-sample/household_power_consumption_2007H1.zip";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneOffset METER = ZoneOffset.ofHours(1);
    private static final DateTimeFormatter LONG_YEAR = DateTimeFormatter.ofPattern("d/M/yyyy");
    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("d/M/yy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm:ss");

    @TempDir
    private Path directory;

    @Test
    void april_is_reviewed_to_the_minute_and_its_coverage_is_what_the_file_counts() throws IOException {
        Path file = Stream.of("../shared/data", "../../shared/data")
                .map(data -> Path.of(data).resolve(FILE))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeTrue(file != null, "the household's file is not there");
        try (LocalServer server = LocalServer.start()) {
            importFile(server, file);

            assertThat(tidemark(server, "review", "2007-04", "--at=2007-05-15", "--output=csv"))
                    .contains(
                            "household/active,GAPS,2007-04-27T23:21:00Z,2007-04-30T13:24:00Z,3723,43200,91.38,PROVIDER");
            assertThat(tidemark(server, "cases", "--all", "--output=csv"))
                    .contains("household/active,1,", "2007-04-27T23:21:00Z,2007-04-30T13:24:00Z,PROVIDER,UNKNOWN");

            Path csv = directory.resolve("april.csv");
            Path png = directory.resolve("april.png");
            String drawn = tidemark(
                    server,
                    "coverage",
                    "household/active",
                    "--from=2007-04-01",
                    "--to=2007-05-01",
                    "--zone=Europe/Paris",
                    "--csv=" + csv,
                    "--png=" + png);
            assertThat(drawn).contains("household/active         ███████████████████████████░·░  91.3 %");
            assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThanOrEqualTo(30 * 16);
            assertThat(measuredByDay(csv)).isEqualTo(countByDay(file));
        }
    }

    private static void importFile(LocalServer server, Path file) {
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
                "--column=Global_active_power=household/active*1/60",
                "--create-type=household-minute",
                "--create-at=household");
    }

    private static Map<LocalDate, Integer> measuredByDay(Path csv) throws IOException {
        Map<LocalDate, Integer> measured = new TreeMap<>();
        for (String line : Files.readAllLines(csv).subList(1, 31)) {
            String[] fields = line.split(",");
            measured.put(LocalDate.parse(fields[1].substring(0, 10)), Integer.parseInt(fields[3]));
        }
        return measured;
    }

    /** Readings of the file by day of French legal time, April only. */
    private static Map<LocalDate, Integer> countByDay(Path file) throws IOException {
        Map<LocalDate, Integer> counts = new TreeMap<>();
        for (int day = 1; day <= 30; day++) {
            counts.put(LocalDate.of(2007, 4, day), 0);
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            zip.getNextEntry();
            BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",");
                if (!fields[3].equals("?")) {
                    boolean isLong = fields[1].lastIndexOf('/') == fields[1].length() - 5;
                    LocalDate date = LocalDate.parse(fields[1], isLong ? LONG_YEAR : SHORT_YEAR);
                    LocalDate day = LocalDateTime.of(date, LocalTime.parse(fields[2], TIME))
                            .toInstant(METER)
                            .atZone(PARIS)
                            .toLocalDate();
                    counts.computeIfPresent(day, (same, count) -> count + 1);
                }
            }
        }
        return counts;
    }

    private static String tidemark(LocalServer server, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--server=" + server.address());
        int status = new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true)).run(all.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        return out.toString();
    }
}
