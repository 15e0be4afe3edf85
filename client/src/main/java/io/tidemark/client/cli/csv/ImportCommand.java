package io.tidemark.client.cli.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark import}: readings out of CSV files. */
@Command(
        footer = {
            "",
            "What was not taken stands in the rejects file, with file, line, column and reason. A file may be imported",
            "again: what is there already is counted as duplicate and changes nothing.",
            "Exit status: 0 everything was taken, 1 some readings were rejected, 2 called wrongly or not readable,",
            "3 refused by the server, 4 server not reached.",
            "",
            "Example (quarter-hours that are told when they end, in Swedish legal time):",
            "  tidemark import april.csv.gz --delimiter ';' --decimal-comma \\",
            "    --time-column end --time-pattern 'yyyy-MM-dd HH:mm' --zone Europe/Stockholm \\",
            "    --interval PT15M --interval-ending --column kWh=house/total"
        })
public final class ImportCommand extends ServerCommand {

    private static final Duration RECONNECT_FOR = Duration.ofSeconds(30);
    private static final int MINUTES_TO_WAIT_MAX = 10_080;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV as it lies: plain, .gz or .zip")
    private List<Path> files;

    @ArgGroup(validate = false, heading = "%nThe file%n")
    private CsvOptions csv = new CsvOptions();

    @ArgGroup(validate = false, heading = "%nTimes%n")
    private TimeOptions time = new TimeOptions();

    @ArgGroup(validate = false, heading = "%nValues%n")
    private ValueOptions values = new ValueOptions();

    @ArgGroup(validate = false, heading = "%nRegistering on the way%n")
    private CreateOptions create = new CreateOptions();

    @Option(names = "--dry-run", description = "read and check the files; ask no server, send nothing")
    private boolean dryRun;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "where to write what was not taken (the first file's name with .rejects.csv, here)")
    private Path rejectsFile;

    @Option(
            names = "--writer",
            paramLabel = "NAME",
            description = "writer under which to send; one import at a time may use it (import: and the file's name)")
    private String writerName;

    @Option(
            names = "--wait-for-room",
            paramLabel = "MINUTES",
            description = "how long to wait for room when the server's disk or memory is full (60)")
    private int minutesToWaitForRoom = 60;

    @Option(names = "--progress", paramLabel = "WHEN", description = "show a bar: auto (on a terminal), always, never")
    private ImportProgress.When progressWhen = ImportProgress.When.AUTO;

    @Override
    protected void check() {
        csv.check();
        values.check();
        if (minutesToWaitForRoom < 0 || minutesToWaitForRoom > MINUTES_TO_WAIT_MAX) {
            throw new UsageException(
                    "--wait-for-room is " + minutesToWaitForRoom + ": give minutes from 0 to " + MINUTES_TO_WAIT_MAX);
        }
        create.check(time);
        time.reader();
        Path folder = rejectsPath().toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--rejects is " + rejectsFile + ": there is no directory " + folder);
        }
    }

    @Override
    protected int run(TidemarkClient client) throws IOException {
        Tally tally = new Tally();
        long bytes = files.stream().mapToLong(InputFile::sizeBytes).sum();
        long rate;
        Path rejected;
        try (Rejects rejects = new Rejects(rejectsPath(), tally);
                ImportProgress progress = new ImportProgress(progressWhen, "import", bytes, tally)) {
            if (dryRun) {
                readAll((line, column, component, millis, value, condition) -> {}, null, rejects, tally, progress);
            } else {
                send(client, rejects, tally, progress);
            }
            rate = progress.rate();
            rejected = rejects.file();
        }
        ImportSummary.print(out(), tally, rejected, rate, dryRun);
        return tally.rejected == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private void send(TidemarkClient client, Rejects rejects, Tally tally, ImportProgress progress) {
        // Asked first, because it fails at once where there is no server; the writer would keep trying.
        client.registry().handles(List.of("tidemark"));
        Duration waitForRoom = Duration.ofMinutes(minutesToWaitForRoom);
        try (ReadingWriter writer = client.writer(writer())
                .reconnectFor(RECONNECT_FOR)
                .waitForRoom(waitForRoom)
                .news(new ImportNews(err(), progress, RECONNECT_FOR, waitForRoom))
                .open()) {
            BatchSender sender = new BatchSender(
                    client.registry(), writer, new ComponentMaker(client.registry(), create, time), rejects, tally);
            try {
                readAll(sender, sender, rejects, tally, progress);
                sender.finish();
            } catch (RuntimeException e) {
                writer.abort();
                throw e;
            }
        }
    }

    private void readAll(ReadingSink sink, BatchSender sender, Rejects rejects, Tally tally, ImportProgress progress) {
        long bytesBefore = 0;
        for (Path file : files) {
            try (InputFile input = InputFile.open(file)) {
                if (sender != null) {
                    sender.beginInput(file.getFileName().toString());
                }
                int parts = 0;
                for (InputStream part = input.nextPart(); part != null; part = input.nextPart()) {
                    readPart(part, input, bytesBefore, sink, rejects, tally, progress);
                    parts++;
                }
                if (parts == 0) {
                    throw new UsageException(
                            file + " cannot be read: it begins like a zip, and there is no file in it");
                }
                bytesBefore += input.bytesRead();
            } catch (IOException e) {
                throw new UsageException(file + " cannot be read: " + InputFile.describe(e), e);
            } catch (UncheckedIOException e) {
                throw new UsageException(file + " cannot be read: " + InputFile.describe(e.getCause()), e);
            } catch (CsvParseException e) {
                throw new UsageException(file + " is no such CSV: " + e.getMessage(), e);
            }
        }
    }

    private void readPart(
            InputStream part,
            InputFile input,
            long bytesBefore,
            ReadingSink sink,
            Rejects rejects,
            Tally tally,
            ImportProgress progress) {
        CsvReader<CsvRecord> reader = csv.reader(part);
        reader.skipLines(csv.skippedLines());
        Iterator<CsvRecord> records = reader.iterator();
        if (csv.hasHeader() && !records.hasNext()) {
            throw new UsageException(
                    input.path() + " is empty: it has no header line; --no-header is for files without one");
        }
        Header header = csv.hasHeader() ? Header.of(records.next()) : Header.none();
        String name = input.path().getFileName().toString();
        RowReader rows = new RowReader(name, header, csv, time, values, rejects, tally, sink);
        while (records.hasNext()) {
            rows.read(records.next());
            progress.rowDone(bytesBefore + input.bytesRead());
        }
        progress.show(bytesBefore + input.bytesRead());
    }

    private Path rejectsPath() {
        return rejectsFile != null ? rejectsFile : Path.of(files.get(0).getFileName() + ".rejects.csv");
    }

    /** A name that stays the same when the file is imported again, so that writers do not pile up in the server. */
    private String writer() {
        if (writerName != null) {
            return writerName;
        }
        String name = "import:" + files.get(0).getFileName();
        return name.length() <= 128 ? name : name.substring(0, 128);
    }
}
