package io.tidemark.server.registry.form;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.refusal.Refusal;
import java.time.Instant;

/** Checks and conversions that several kinds share: ids, texts, lists, instants, periods. */
final class Fields {

    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Fields() {}

    /** Refuses what is no id: see registry.proto. */
    static void checkId(FieldPath parent, String name, String id) {
        checkId(parent, name, id, Limits.ID_CHARS_MAX);
    }

    static void checkId(FieldPath parent, String name, String id, int charsMax) {
        if (id.isEmpty()) {
            throw Refusal.invalid(Reason.MISSING_FIELD, path(parent, name), "\"\"", "an id is required; give one");
        }
        if (id.length() > charsMax) {
            throw tooLong(parent, name, id, charsMax);
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean isInnerSpace = c == ' ' && i > 0 && i < id.length() - 1;
            if (!isInnerSpace && !isIdCharacter(c)) {
                throw Refusal.invalid(
                        Reason.BAD_ID,
                        path(parent, name),
                        '"' + id + '"',
                        "character " + (i + 1)
                                + " cannot stand in an id; use letters, digits, . _ - : @ / # and inner spaces");
            }
        }
    }

    private static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "._-:@/#".indexOf(c) >= 0
                || (c > 127 && Character.isLetterOrDigit(c));
    }

    static void checkLength(FieldPath parent, String name, String text, int charsMax) {
        if (text.length() > charsMax) {
            throw tooLong(parent, name, text, charsMax);
        }
    }

    private static Refusal tooLong(FieldPath parent, String name, String text, int charsMax) {
        return Refusal.invalid(
                        Reason.TOO_LONG,
                        path(parent, name),
                        '"' + text + '"',
                        "it has " + text.length() + " characters; at most " + charsMax + " are allowed")
                .with("limit", charsMax);
    }

    static void checkCount(FieldPath parent, String name, int count, int countMax) {
        if (count > countMax) {
            throw Refusal.invalid(
                            Reason.TOO_MANY_ENTRIES,
                            path(parent, name),
                            count + " entries",
                            "at most " + countMax + " are allowed; send fewer")
                    .with("limit", countMax);
        }
    }

    static void checkRange(FieldPath parent, String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw Refusal.invalid(
                            Reason.OUT_OF_RANGE,
                            path(parent, name),
                            value,
                            "give a whole number from " + min + " to " + max)
                    .with("limit", min + " to " + max);
        }
    }

    /** An unsigned number as an {@code int}; one too large for it stays too large for every setting. */
    static int number(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
    }

    /** Refuses the number of an enum that this version does not know. */
    static void checkKnown(FieldPath parent, String name, int number, boolean isKnown) {
        if (!isKnown) {
            throw Refusal.invalid(
                    Reason.UNKNOWN_VALUE, path(parent, name), number, "the contract has no value of this number");
        }
    }

    static Refusal missing(FieldPath parent, String name) {
        return Refusal.invalid(Reason.MISSING_FIELD, path(parent, name), "absent", "give a value");
    }

    static Refusal doesNotApply(FieldPath parent, String name, Object value, String rule) {
        return Refusal.invalid(Reason.FIELD_DOES_NOT_APPLY, path(parent, name), value, rule + "; leave it out");
    }

    static void checkInstant(FieldPath parent, String name, Timestamp at) {
        if (at.getSeconds() < FIRST_SECOND
                || at.getSeconds() > LAST_SECOND
                || at.getNanos() < 0
                || at.getNanos() >= 1_000 * NANOS_PER_MILLI
                || at.getNanos() % NANOS_PER_MILLI != 0) {
            throw Refusal.invalid(
                    Reason.BAD_INSTANT,
                    path(parent, name),
                    at.getSeconds() + " s " + at.getNanos() + " ns",
                    "give whole milliseconds from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z");
        }
    }

    /** Refuses a half-open period whose end, where it has both, is not later than its beginning. */
    static void checkPeriod(
            FieldPath parent, String toName, boolean hasFrom, Timestamp from, boolean hasTo, Timestamp to) {
        if (hasTo) {
            checkInstant(parent, toName, to);
            if (hasFrom && millis(to) <= millis(from)) {
                throw Refusal.invalid(
                        Reason.EMPTY_PERIOD,
                        path(parent, toName),
                        text(millis(to)),
                        "it must be later than the beginning, " + text(millis(from)));
            }
        }
    }

    /** Refuses a duration that is negative or has fractions of a second. */
    static void checkWholeSeconds(FieldPath parent, String name, Duration duration) {
        if (duration.getNanos() != 0 || duration.getSeconds() < 0) {
            throw Refusal.invalid(
                    Reason.BAD_DURATION,
                    path(parent, name),
                    duration.getSeconds() + " s " + duration.getNanos() + " ns",
                    "give whole seconds, 0 or more");
        }
    }

    static Period period(boolean hasFrom, Timestamp from, boolean hasTo, Timestamp to) {
        return new Period(hasFrom ? millis(from) : Period.NO_BEGINNING, hasTo ? millis(to) : Period.STILL_OPEN);
    }

    static long millis(Timestamp at) {
        return at.getSeconds() * 1_000 + at.getNanos() / NANOS_PER_MILLI;
    }

    static Timestamp timestamp(long atMillis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(atMillis, 1_000L))
                .setNanos(Math.floorMod(atMillis, 1_000) * NANOS_PER_MILLI)
                .build();
    }

    static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    /** An instant for people. */
    static String text(long atMillis) {
        return Instant.ofEpochMilli(atMillis).toString();
    }

    private static String path(FieldPath parent, String name) {
        return parent.field(name).toString();
    }
}
