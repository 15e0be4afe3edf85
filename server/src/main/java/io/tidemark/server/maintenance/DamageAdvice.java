package io.tidemark.server.maintenance;

import io.tidemark.server.journal.JournalDamagedException;
import java.nio.file.Path;

/** What an operator is told when a damaged journal stops a start. */
public final class DamageAdvice {

    private DamageAdvice() {}

    /** One message: which file, which offset, what is wrong, what can be done. */
    public static String of(Path dataDirectory, JournalDamagedException damage) {
        return damage.getMessage() + " (in " + DataFolders.journal(dataDirectory)
                + "). Nothing was changed. tidemark journal"
                + " verify " + dataDirectory + " tells what is good; restore a backup, or give up everything from the"
                + " damage on with tidemark journal repair --truncate " + dataDirectory;
    }
}
