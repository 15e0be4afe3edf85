package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.form.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A list's filter: terms of the form {@code FIELD = "VALUE"}, joined by {@code AND}. A value that ends in {@code *} stands
 * for all that begin so; in a value, {@code \"} and {@code \\} stand for a quote and a backslash.
 */
final class Filter {

    /** Length of a filter's text. */
    static final int CHARS_MAX = 1_000;

    /** Terms of a filter. */
    static final int TERMS_MAX = 10;

    /**
     * One term.
     *
     * @param field name of the field
     * @param value what it must be, or begin with
     * @param isPrefix whether what begins so is enough
     */
    record Term(String field, String value, boolean isPrefix) {

        boolean matches(String text) {
            return isPrefix ? text.startsWith(value) : text.equals(value);
        }
    }

    private final String text;
    private final Set<String> fields;
    private final List<Term> terms = new ArrayList<>();
    private int at;

    private Filter(String text, Set<String> fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * Reads a filter.
     *
     * @param fields the names of fields that may stand in it
     * @return its terms; all must match
     * @throws Refusal when the text is not a filter
     */
    static List<Term> parse(String text, Set<String> fields) {
        if (text.length() > CHARS_MAX) {
            throw Refusal.invalid(Reason.TOO_LONG, "filter", text, "at most " + CHARS_MAX + " characters are allowed")
                    .with("limit", CHARS_MAX);
        }
        Filter filter = new Filter(text, fields);
        filter.skipSpace();
        if (filter.at < text.length()) {
            filter.readTerms();
        }
        return List.copyOf(filter.terms);
    }

    private void readTerms() {
        readTerm();
        while (at < text.length()) {
            if (!text.startsWith("AND", at)) {
                throw refusal("AND or the end");
            }
            at += 3;
            readTerm();
        }
    }

    private void readTerm() {
        skipSpace();
        if (terms.size() == TERMS_MAX) {
            throw refusal("at most " + TERMS_MAX + " terms");
        }
        int begin = at;
        while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String field = text.substring(begin, at);
        if (!fields.contains(field)) {
            at = begin;
            throw refusal("one of the fields "
                    + String.join(", ", fields.stream().sorted().toList()));
        }
        skipSpace();
        expect('=', "=");
        skipSpace();
        expect('"', "a value in double quotes");
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                if (at == text.length()) {
                    break;
                }
            }
            value.append(text.charAt(at++));
        }
        expect('"', "a closing double quote");
        int last = value.length() - 1;
        boolean isPrefix = last >= 0 && value.charAt(last) == '*';
        terms.add(new Term(field, isPrefix ? value.substring(0, last) : value.toString(), isPrefix));
        skipSpace();
    }

    private void expect(char wanted, String what) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw refusal(what);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private Refusal refusal(String wanted) {
        return Refusal.invalid(
                Reason.BAD_FILTER,
                "filter",
                text,
                "at character " + (at + 1) + ", " + wanted
                        + " must stand; write such as id = \"meter-*\" AND type = \"hourly\"");
    }
}
