package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads readings in the shapes of a file: one value for every interval of a range, the values of consecutive intervals,
 * one reading at an instant, a series with a distance of its own.
 */
public final class ReadingsReader {

    /** Most readings one list may describe. */
    public static final long READINGS_MAX = 50_000_000;

    private ReadingsReader() {}

    /**
     * Reads the list under a key.
     *
     * @param portfolio tells how long the intervals of a component are
     * @throws io.tidemark.client.scenario.json.FileProblem when an entry has none of the shapes
     */
    public static List<ReadingsEntry> read(Fields fields, String key, Portfolio portfolio) {
        List<ReadingsEntry> list = new ArrayList<>();
        long count = 0;
        for (Fields entry : fields.objects(key)) {
            ReadingsEntry series = entry(entry, portfolio);
            entry.end();
            list.add(series);
            count += series.count();
            if (count > READINGS_MAX) {
                throw fields.problem(key, "describes more than " + READINGS_MAX + " readings; split the file");
            }
        }
        return list;
    }

    private static ReadingsEntry entry(Fields entry, Portfolio portfolio) {
        String component = entry.text("component", "");
        Integer condition = entry.integer("condition");
        Instant at = entry.instant("at");
        Instant from = entry.instant("from");
        Instant to = entry.instant("to");
        Duration every = entry.duration("every");
        double[] values = entry.numbers("values");
        Double value = entry.number("value");
        if ((values != null) == entry.isGiven("value")) {
            throw entry.problem("value", "a reading has either value or values");
        }
        if ((at == null) == (from == null)) {
            throw entry.problem("at", "a reading has either at, or from");
        }
        if (at != null && (values != null || to != null || every != null)) {
            throw entry.problem("at", "a reading at an instant has one value, and neither to nor every; use from");
        }
        Duration interval = portfolio.shape(component).interval();
        Duration step = every == null ? interval : every;
        if (every != null && (step.isZero() || step.isNegative())) {
            throw entry.problem("every", "must be longer than nothing");
        }
        double[] held = values != null ? values : new double[] {value == null ? Double.NaN : value};
        long count = values != null ? values.length : to == null ? 1 : steps(entry, from, to, step);
        if (values != null && to != null && count != steps(entry, from, to, step)) {
            throw entry.problem("to", "does not fit the number of values; leave it out");
        }
        if ((to != null || count > 1) && step.isZero() && portfolio.isScalar(component)) {
            throw entry.problem("every", "is needed: " + component + " has no intervals");
        }
        return new ReadingsEntry(
                component, at != null ? at : from, step, count, held, condition == null ? 0 : condition);
    }

    /** How many steps begin in the range. Where there is no step, the first is sent, for the server to refuse. */
    private static long steps(Fields entry, Instant from, Instant to, Duration step) {
        if (step.isZero()) {
            return 1;
        }
        if (step.isNegative() || !from.isBefore(to)) {
            return 0;
        }
        Duration range = Duration.between(from, to);
        long whole = range.dividedBy(step);
        return step.multipliedBy(whole).compareTo(range) < 0 ? whole + 1 : whole;
    }
}
