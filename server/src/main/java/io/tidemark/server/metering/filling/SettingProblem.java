package io.tidemark.server.metering.filling;

/**
 * A setting that cannot be.
 *
 * @param field which, from the list down, such as {@code rules[1].lookBackWeeks}
 * @param value what was given, as text
 * @param message what was wrong, the bound that was passed and what to do
 */
public record SettingProblem(String field, String value, String message) {

    /** The field, its value and what is wrong with it, in one line. */
    public String text() {
        return field + " is " + value + ": " + message;
    }
}
