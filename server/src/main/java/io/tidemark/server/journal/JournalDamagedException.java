package io.tidemark.server.journal;

/** Bytes that were promised are missing or not as they were written. */
public final class JournalDamagedException extends JournalException {

    private final String file;
    private final long offset;

    JournalDamagedException(String file, long offset, String what) {
        super("journal file " + file + ", offset " + offset + ": " + what, null);
        this.file = file;
        this.offset = offset;
    }

    /** Name of the file, within the journal's directory. */
    public String file() {
        return file;
    }

    /** Offset in that file of the first byte that is not good. */
    public long offset() {
        return offset;
    }
}
