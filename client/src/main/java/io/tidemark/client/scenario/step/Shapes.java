package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.MillisPeriod;
import io.tidemark.v1.SeriesColumns;
import java.time.Instant;
import java.util.List;

/** What several steps have in common in what they send and what they show. */
final class Shapes {

    /** The contract's mark for an instant that there is none of. */
    static final long NO_INSTANT_MILLIS = Long.MIN_VALUE;

    private Shapes() {}

    /** The instant as text, in Z; {@code null} for {@link #NO_INSTANT_MILLIS}. */
    static Json instant(long atMillis) {
        return atMillis == NO_INSTANT_MILLIS
                ? Json.nothing()
                : Json.text(Instant.ofEpochMilli(atMillis).toString());
    }

    /** One component. */
    static ComponentSelection only(String component) {
        return ComponentSelection.newBuilder().addComponents(component).build();
    }

    /** The components that a step names; all when it names none. */
    static ComponentSelection selection(Session session, List<String> named) {
        List<String> components = session.componentsOrAll(named);
        return components.isEmpty()
                ? ComponentSelection.newBuilder().setAll(true).build()
                : ComponentSelection.newBuilder().addAllComponents(components).build();
    }

    /** Periods as objects of {@code from} and {@code to}. */
    static List<Json.Obj> periods(List<MillisPeriod> periods) {
        return periods.stream()
                .map(period -> Json.object()
                        .with("from", instant(period.getFromMillis()))
                        .with("to", instant(period.getToMillis()))
                        .end())
                .toList();
    }

    /** The instant of every value of a chunk, in the order of its value columns. */
    static long[] timesMillis(SeriesColumns series) {
        long values = 0;
        for (int i = 0; i < series.getCountCount(); i++) {
            values += series.getCount(i);
        }
        long[] times = new long[Math.toIntExact(values)];
        int at = 0;
        int uneven = 0;
        for (int i = 0; i < series.getCountCount(); i++) {
            long step = Integer.toUnsignedLong(series.getStepMillis(i));
            for (int k = 0; k < series.getCount(i); k++) {
                times[at++] = step == 0 ? series.getTimeMillis(uneven++) : series.getStartTimeMillis(i) + k * step;
            }
        }
        return times;
    }
}
