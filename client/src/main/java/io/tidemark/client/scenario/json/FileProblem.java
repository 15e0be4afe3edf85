package io.tidemark.client.scenario.json;

/**
 * A file that cannot be read as what it should be. The message is for people: {@code FILE:LINE: KEY: what is wrong}.
 */
public final class FileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String key;

    /**
     * Makes a problem.
     *
     * @param file the file, as the user named it
     * @param line where, from 1; 0 when no line can be named
     * @param key the path of the key, such as {@code servicePoints[0].timeZone}; empty when it is not about one
     * @param what what is wrong and what is right
     */
    public FileProblem(String file, int line, String key, String what) {
        super(
                file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + what,
                null,
                false,
                false);
        this.file = file;
        this.line = line;
        this.key = key;
    }

    /** The file, as the user named it. */
    public String file() {
        return file;
    }

    /** Line of the file, from 1; 0 when no line can be named. */
    public int line() {
        return line;
    }

    /** Path of the key; empty when it is not about one. */
    public String key() {
        return key;
    }
}
