package io.tidemark.server.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the journal of a data directory lies. */
public final class JournalFolder {

    private static final String NAME = "journal";

    private JournalFolder() {}

    /** The journal's directory within a data directory. */
    public static Path of(Path dataDirectory) {
        return dataDirectory.resolve(NAME);
    }

    /** The same, which must be there already. */
    static Path existing(Path dataDirectory) {
        Path journal = of(dataDirectory);
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
