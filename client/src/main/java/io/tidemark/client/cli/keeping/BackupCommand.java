package io.tidemark.client.cli.keeping;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.v1.BackupResponse;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backup}: asks a running server for a copy of its store. */
@Command(
        description = {
            "Copy a running server's store into a directory of the same machine, consistent at one position.",
            "Readings are taken in and answered meanwhile. The copy is read back before this ends.",
            ""
        },
        footer = {"", "Example:", "  tidemark backup /backup/monday"})
public final class BackupCommand extends ServerCommand {

    private static final double BYTES_A_MIB = 1 << 20;

    @Parameters(paramLabel = "DIR", description = "where the copy goes: absent or empty, on the server's machine")
    private Path directory;

    @Override
    protected int run(TidemarkClient client) {
        BackupResponse done = client.admin().backup(directory);
        out().printf(
                        Locale.ROOT,
                        "%.1f MiB in %s; tidemark restore %s DIR makes a data directory from it%n",
                        done.getBytes() / BYTES_A_MIB,
                        directory,
                        directory);
        return ExitCode.OK;
    }
}
