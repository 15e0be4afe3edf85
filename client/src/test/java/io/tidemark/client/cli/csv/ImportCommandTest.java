package io.tidemark.client.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.FakeServer;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.FakeTidemark;
import io.tidemark.client.cli.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ImportCommandTest {

    private static final String QUARTERS = """
            Start;kWh;kVArh;Quality
            2026-04-12 00:00;1,5;0,1;A
            2026-04-12 00:15;2,25;-;E
            2026-04-12 00:30;;0,3;A
            """;

    private final FakeTidemark tidemark = new FakeTidemark();

    @TempDir
    private Path directory;

    private Run importInto(FakeServer server, Path file, String... options) {
        List<String> args = new ArrayList<>(List.of("import", file.toString(), "--server", server.target()));
        args.addAll(List.of("--rejects", directory.resolve("rejects.csv").toString()));
        args.addAll(List.of(options));
        return Run.of(args);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void columns_go_to_their_components_with_commas_marks_zones_and_conditions() throws IOException {
        tidemark.addComponent("active");
        tidemark.addComponent("reactive");
        try (FakeServer server = tidemark.serve()) {
            Run run = importInto(
                    server,
                    file("quarters.csv", QUARTERS),
                    "--delimiter=;",
                    "--decimal-comma",
                    "--missing=-",
                    "--time-column=Start",
                    "--time-pattern=yyyy-MM-dd HH:mm",
                    "--zone=Europe/Stockholm",
                    "--column=kWh=active*1000",
                    "--column=kVArh=reactive",
                    "--condition-column=Quality",
                    "--condition-map=A=501000",
                    "--condition-map=E=401000");

            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isEqualTo(ExitCode.OK);
            assertThat(tidemark.readings("active"))
                    .isEqualTo(Map.of(millis("2026-04-11T22:00:00Z"), 1500.0, millis("2026-04-11T22:15:00Z"), 2250.0));
            assertThat(tidemark.readings("reactive"))
                    .isEqualTo(Map.of(millis("2026-04-11T22:00:00Z"), 0.1, millis("2026-04-11T22:30:00Z"), 0.3));
            assertThat(tidemark.conditions("active"))
                    .isEqualTo(
                            Map.of(millis("2026-04-11T22:00:00Z"), 501_000, millis("2026-04-11T22:15:00Z"), 401_000));
            assertThat(run.out())
                    .contains(
                            "3 rows read", "4 readings accepted", "0 there already", "2 missing values", "0 rejected");
        }
    }

    @Test
    void a_second_import_counts_what_is_there_already() throws IOException {
        tidemark.addComponent("active");
        try (FakeServer server = tidemark.serve()) {
            Path file = file("q.csv", "t,v\n2026-04-12T00:00:00Z,1\n2026-04-12T00:15:00Z,2\n");
            String[] options = {"--time-column=t", "--column=v=active"};
            importInto(server, file, options);
            Run again = importInto(server, file, options);
            assertThat(again.status()).isEqualTo(ExitCode.OK);
            assertThat(again.out()).contains("0 readings accepted", "2 there already");
        }
    }

    @Test
    void what_is_not_taken_is_named_by_line_and_column_wherever_it_failed() throws IOException {
        tidemark.addComponent("active");
        Path file = file("bad.csv", """
                time,kWh
                2026-04-12T00:00:00Z,1
                someday,2
                2026-04-12T00:30:00Z,lots

                2026-04-12T00:45:00Z,2000000
                """);
        try (FakeServer server = tidemark.serve()) {
            Run run = importInto(server, file, "--time-column=time", "--column=kWh=active");
            assertThat(run.status()).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(run.out()).contains("1 readings accepted", "3 rejected, see ");
            List<String> rejects = Files.readAllLines(directory.resolve("rejects.csv"));
            assertThat(rejects.get(0)).isEqualTo("file,line,column,component,time,value,reason,message");
            assertThat(rejects.get(1)).startsWith("bad.csv,3,,,someday,,BAD_TIME,");
            assertThat(rejects.get(2)).startsWith("bad.csv,4,kWh,active,2026-04-12T00:30:00Z,lots,BAD_NUMBER,");
            assertThat(rejects.get(3)).startsWith("bad.csv,6,kWh,active,2026-04-12T00:45:00Z,2000000.0,OFF_GRID,");
            assertThat(rejects).hasSize(4);
        }
    }

    @Test
    void a_column_may_name_the_component_of_each_row() throws IOException {
        tidemark.addComponent("a");
        tidemark.addComponent("b");
        Path file = file("tall.csv", "a\t1776000000\t5\nb\t1776000000\t6\nc\t1776000000\t7\n");
        try (FakeServer server = tidemark.serve()) {
            Run run = importInto(
                    server,
                    file,
                    "--no-header",
                    "--delimiter=tab",
                    "--component-column=#1",
                    "--time-column=#2",
                    "--time-pattern=epoch-seconds",
                    "--value-column=#3*1/2");
            assertThat(run.status()).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(tidemark.readings("a")).isEqualTo(Map.of(1_776_000_000_000L, 2.5));
            assertThat(tidemark.readings("b")).isEqualTo(Map.of(1_776_000_000_000L, 3.0));
            assertThat(Files.readAllLines(directory.resolve("rejects.csv")).get(1))
                    .startsWith("tall.csv,3,#3,c,2026-04-12T13:20:00Z,3.5,UNKNOWN_COMPONENT,");
        }
    }

    @Test
    void gzip_and_zip_are_read_as_they_lie_over_many_batches() throws IOException {
        tidemark.addComponent("active");
        StringBuilder text = new StringBuilder("\uFEFFt,v\r\n");
        for (int i = 0; i < 2_500; i++) {
            text.append(1_776_000_000_000L + i * 60_000L)
                    .append(",\"")
                    .append(i)
                    .append("\"\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Path gzip = directory.resolve("a.dat");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(bytes);
        }
        Path zip = directory.resolve("b.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("inner/"));
            out.putNextEntry(new ZipEntry("inner/one.csv"));
            out.write(bytes);
            out.putNextEntry(new ZipEntry("__MACOSX/._one.csv"));
            out.write(1);
            out.putNextEntry(new ZipEntry("two.csv"));
            out.write("t,v\n1775999940000,7\n".getBytes(StandardCharsets.UTF_8));
        }
        String[] options = {"--time-column=t", "--time-pattern=epoch-millis", "--column=v=active"};
        try (FakeServer server = tidemark.serve()) {
            assertThat(importInto(server, gzip, options).out()).contains("2,500 readings accepted");
            assertThat(tidemark.readings("active")).hasSize(2_500);
            assertThat(importInto(server, zip, options).out()).contains("1 readings accepted", "2,500 there already");
            assertThat(tidemark.readings("active")).containsEntry(1_775_999_940_000L, 7.0);
        }
    }

    @Test
    void components_can_be_registered_on_the_way() throws IOException {
        Path file = file("new.csv", "end,kWh\n2026-04-12T00:15,1\n2026-04-12T00:30,2\n");
        try (FakeServer server = tidemark.serve()) {
            Run run = importInto(
                    server,
                    file,
                    "--time-column=end",
                    "--interval=PT15M",
                    "--interval-ending",
                    "--zone=Europe/Paris",
                    "--standard-time",
                    "--column=kWh=house/total",
                    "--create-type=quarter-hour",
                    "--create-at=house",
                    "--decimals=3",
                    "--unit=kWh");
            assertThat(run.status()).isEqualTo(ExitCode.OK);
            assertThat(tidemark.registered.get(0).getMeasuringComponentType().getDecimals())
                    .isEqualTo(3);
            assertThat(tidemark.registeredIds())
                    .containsExactly(
                            "type quarter-hour",
                            "service point house",
                            "configuration house/device",
                            "installed house",
                            "component house/total");
            assertThat(tidemark.registered
                            .get(0)
                            .getMeasuringComponentType()
                            .getInterval()
                            .getSeconds())
                    .isEqualTo(900);
            assertThat(tidemark.registered.get(1).getServicePoint().getTimeZone())
                    .isEqualTo("Europe/Paris");
            assertThat(tidemark.registered
                            .get(3)
                            .getInstallEvent()
                            .getInstalledAt()
                            .getSeconds())
                    .isEqualTo(millis("2026-04-11T23:00:00Z") / 1000);
            assertThat(tidemark.readings("house/total"))
                    .isEqualTo(Map.of(millis("2026-04-11T23:00:00Z"), 1.0, millis("2026-04-11T23:15:00Z"), 2.0));
        }
    }

    @Test
    void a_mark_may_stand_for_a_read_that_failed() throws IOException {
        tidemark.addComponent("register");
        Path file = file("r.csv", "t,v\n2026-04-12T00:00:00Z,ERR\n2026-04-12T06:00:00Z,17\n");
        try (FakeServer server = tidemark.serve()) {
            Run run = importInto(server, file, "--time-column=t", "--column=v=register*10", "--invalid=ERR");
            assertThat(run.status()).isEqualTo(ExitCode.OK);
            assertThat(tidemark.readings("register"))
                    .isEqualTo(
                            Map.of(millis("2026-04-12T00:00:00Z"), Double.NaN, millis("2026-04-12T06:00:00Z"), 170.0));
        }
    }

    @Test
    void a_dry_run_reads_everything_and_asks_nobody() throws IOException {
        Path file = file("q.csv", "t,v\n2026-04-12T00:00:00Z,1\nnever,2\n");
        Run run = Run.of(
                "import",
                file.toString(),
                "--dry-run",
                "--server=127.0.0.1:1",
                "--time-column=t",
                "--column=v=active",
                "--rejects=" + directory.resolve("r.csv"));
        assertThat(run.status()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(run.out()).contains("2 rows read", "1 readings would be sent", "1 rejected");
    }

    @Test
    void what_cannot_be_read_at_all_is_a_usage_fault() throws IOException {
        String[] columns = {"--time-column=t", "--column=v=active"};
        assertUsage(directory.resolve("nowhere.csv"), "there is no such file", columns);
        Path file = file("q.csv", "when,v\n2026-04-12T00:00:00Z,1\n");
        assertUsage(file, "there is no column t: the header has when, v", columns);
        assertUsage(file, "where are the values?", "--time-column=when");
        assertUsage(file, "which column holds the time?", "--column=v=active");
        assertUsage(file, "--offset and --zone", "--time-column=when", "--column=v=x", "--zone=UTC", "--offset=+01:00");
        assertUsage(
                file, "--interval-ending needs --interval", "--time-column=when", "--column=v=x", "--interval-ending");
        Path torn = directory.resolve("torn.csv.gz");
        Files.write(torn, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
        assertUsage(torn, "cannot be read", columns);
    }

    private static void assertUsage(Path file, String message, String... options) {
        List<String> args = new ArrayList<>(List.of("import", file.toString(), "--dry-run"));
        args.addAll(List.of(options));
        Run run = Run.of(args);
        assertThat(run.status()).as(message).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }
}
