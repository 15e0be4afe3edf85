package io.tidemark.server.maintenance;

import picocli.CommandLine.Command;

/** The group of commands about a journal. */
@Command(
        name = "journal",
        description = "Look at the journal of a data directory, or cut it where it is damaged.",
        footer = {"", "Example:", "  tidemark journal verify /var/lib/tidemark"},
        subcommands = {VerifyCommand.class, RepairCommand.class},
        mixinStandardHelpOptions = true)
public final class JournalCommand {}
