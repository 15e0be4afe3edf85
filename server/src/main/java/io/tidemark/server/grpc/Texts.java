package io.tidemark.server.grpc;

import io.tidemark.server.refusal.Refusal;

/** Texts of requests, checked. */
final class Texts {

    private Texts() {}

    /**
     * A text that has to be there.
     *
     * @throws Refusal when it is blank or too long
     */
    static String required(String text, String field, int charsMax) {
        if (text.isBlank()) {
            throw Refusal.invalid("MISSING_FIELD", field, '"' + text + '"', "write 1 to " + charsMax + " characters");
        }
        return optional(text, field, charsMax);
    }

    /**
     * A text that may be empty.
     *
     * @throws Refusal when it is too long
     */
    static String optional(String text, String field, int charsMax) {
        if (text.length() > charsMax) {
            throw Refusal.invalid(
                            "TOO_LONG",
                            field,
                            text.length() + " characters",
                            "at most " + charsMax + " characters are allowed; shorten it")
                    .with("limit", charsMax);
        }
        return text;
    }

    /**
     * A number of entries asked for.
     *
     * @param asked as an unsigned number; 0 for the default
     * @throws Refusal when it is above the limit
     */
    static int count(int asked, String field, int usual, int max) {
        if (asked < 0 || asked > max) {
            throw Refusal.invalid(
                            "OUT_OF_RANGE",
                            field,
                            Integer.toUnsignedString(asked),
                            "at most " + max + " are answered at once; 0 stands for " + usual)
                    .with("limit", max);
        }
        return asked == 0 ? usual : asked;
    }
}
