package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.UsageException;
import java.text.ParsePosition;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;

/** Several ways in which a file writes its dates or times; the first that fits counts. */
final class PatternList {

    private final String shown;
    private final DateTimeFormatter[] formatters;
    /** The one that fitted last is tried first: most rows are written alike. */
    private int lastFit;

    /**
     * Makes one.
     *
     * @param option its name, for messages
     * @param patterns as in {@link DateTimeFormatter}; y is the plain year
     */
    PatternList(String option, List<String> patterns) {
        this.shown = String.join(" or ", patterns);
        this.formatters = patterns.stream().map(p -> formatter(option, p)).toArray(DateTimeFormatter[]::new);
    }

    private static DateTimeFormatter formatter(String option, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(plainYears(pattern), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " is " + pattern + ": " + e.getMessage(), e);
        }
    }

    /** A strict year of the era (y) wants to be told the era too; nobody means that. */
    private static String plainYears(String pattern) {
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            plain.append(c == 'y' && !quoted ? 'u' : c);
        }
        return plain.toString();
    }

    /** What the text says under the first pattern that fits. */
    <T> T read(String text, TemporalQuery<T> what) throws BadField {
        T read = tryOne(formatters[lastFit], text, what);
        for (int i = 0; read == null && i < formatters.length; i++) {
            read = tryOne(formatters[i], text, what);
            if (read != null) {
                lastFit = i;
            }
        }
        if (read == null) {
            throw new BadField("BAD_TIME", "\"" + text + "\" does not fit " + shown);
        }
        return read;
    }

    private static <T> T tryOne(DateTimeFormatter formatter, String text, TemporalQuery<T> what) {
        ParsePosition position = new ParsePosition(0);
        try {
            if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
                return null;
            }
            TemporalAccessor parsed = formatter.parse(text);
            return parsed.query(what);
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }
}
