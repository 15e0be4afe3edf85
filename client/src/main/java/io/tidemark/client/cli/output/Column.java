package io.tidemark.client.cli.output;

/**
 * A column of a result.
 *
 * @param name its field name for programs, which never changes: camelCase
 * @param heading its heading for people
 * @param numeric whether it is set to the right in a table
 */
public record Column(String name, String heading, boolean numeric) {

    /** A column of words or times. */
    public static Column text(String name, String heading) {
        return new Column(name, heading, false);
    }

    /** A column of numbers. */
    public static Column number(String name, String heading) {
        return new Column(name, heading, true);
    }
}
