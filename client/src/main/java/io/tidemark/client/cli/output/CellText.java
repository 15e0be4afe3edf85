package io.tidemark.client.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Cells as text. */
final class CellText {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm XXX", Locale.ROOT);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss XXX", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS XXX", Locale.ROOT);

    /** Enough for any meter, and too few to show what binary fractions leave over. */
    private static final MathContext READABLE_DIGITS = new MathContext(12);

    private CellText() {}

    /** Whether the cell holds no value. */
    static boolean isAbsent(Object cell) {
        return cell == null || (cell instanceof Double && !Double.isFinite((Double) cell));
    }

    /** For people. */
    static String readable(Object cell, ZoneId zone) {
        if (isAbsent(cell)) {
            return "-";
        }
        if (cell instanceof Double) {
            return number(new BigDecimal((Double) cell).round(READABLE_DIGITS).doubleValue());
        }
        return cell instanceof Instant ? readable(((Instant) cell).atZone(zone)) : plain(cell);
    }

    private static String readable(ZonedDateTime time) {
        if (time.getNano() != 0) {
            return MILLIS.format(time);
        }
        return (time.getSecond() != 0 ? SECONDS : MINUTES).format(time);
    }

    /** For programs; the cell holds a value. */
    static String exact(Object cell, ZoneId zone) {
        return cell instanceof Instant
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(((Instant) cell).atZone(zone))
                : plain(cell);
    }

    private static String plain(Object cell) {
        return cell instanceof Double ? number((Double) cell) : cell.toString();
    }

    /** The shortest decimal that reads back as the same number, never with an exponent. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
