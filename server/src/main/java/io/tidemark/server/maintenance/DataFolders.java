package io.tidemark.server.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a data directory. */
public final class DataFolders {

    private DataFolders() {}

    /** The journal's directory within a data directory. */
    public static Path journal(Path dataDirectory) {
        return dataDirectory.resolve("journal");
    }

    /** The directory of the checkpoints. */
    public static Path checkpoints(Path dataDirectory) {
        return dataDirectory.resolve("checkpoints");
    }

    /** The journal's directory, which must be there already. */
    static Path existingJournal(Path dataDirectory) {
        Path journal = journal(dataDirectory);
        if (!Files.isDirectory(journal)) {
            throw new NotADataDirectory(dataDirectory + " is no data directory: there is no " + journal
                    + ". Name the directory that serve --data was given");
        }
        return journal;
    }

    /** A directory was named that holds no journal. */
    static final class NotADataDirectory extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotADataDirectory(String message) {
            super(message);
        }
    }
}
