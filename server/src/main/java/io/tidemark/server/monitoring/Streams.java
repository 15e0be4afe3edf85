package io.tidemark.server.monitoring;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.Cadence;
import io.tidemark.server.metering.review.CadenceCalendar;
import io.tidemark.server.metering.review.ExpectedReads;
import io.tidemark.server.metering.review.ExpectedStream;
import io.tidemark.server.metering.review.IntervalFindings;
import io.tidemark.server.metering.review.Lateness;
import io.tidemark.server.metering.review.ReadSchedule;
import io.tidemark.server.metering.review.ReviewWindow;
import io.tidemark.server.metering.review.ScalarFindings;
import io.tidemark.server.metering.review.StalledStream;
import io.tidemark.server.metering.review.StreamFindings;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.ReadingStore;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry and the store say of one stream, put before the rules. Keeps the calendars it has made, since a run
 * over many components needs few; for one run or one answer, one thread. Every method needs the state's read lock and a
 * registered component.
 */
final class Streams {

    /** A span of daily reads is looked through in pieces of so many days, so that none holds too many reads. */
    private static final long PIECE_MILLIS = 300L * IntervalGrid.DAY_MILLIS;

    private record CalendarKey(ZoneId zone, String cadence, String dueAfter, int hours) {}

    private final Registry registry;
    private final ReadingStore store;
    private final long keptFromMillis;
    private final Map<CalendarKey, CadenceCalendar> calendars = new HashMap<>();

    Streams(State state) {
        this.registry = state.registry();
        this.store = state.store();
        this.keptFromMillis = state.earliestMillis();
    }

    /** When its data come and are due, in the calendar of its service point; the same object for equal ones. */
    CadenceCalendar calendar(int handle) {
        int hours = type(handle).estimation().hoursUntilDue();
        CalendarKey key = new CalendarKey(
                registry.zone(handle),
                registry.components().cadence(handle),
                registry.components().dueAfter(handle),
                hours);
        CadenceCalendar known = calendars.get(key);
        if (known == null) {
            Cadence cadence = Cadence.parse(
                    key.cadence().isEmpty() ? null : key.cadence(),
                    key.dueAfter().isEmpty() ? null : key.dueAfter(),
                    hours);
            known = new CadenceCalendar(cadence, key.zone());
            calendars.put(key, known);
        }
        return known;
    }

    private MeasuringComponentType type(int handle) {
        return registry.type(registry.components().type(handle));
    }

    /** When it was installed, ascending and disjoint. */
    List<Period> inForce(int handle) {
        return registry.history(handle).installations().stream()
                .map(Installation::inForce)
                .toList();
    }

    /** What a review finds in its window. */
    StreamFindings findings(int handle, ReviewWindow window) {
        IntervalGrid grid = store.grid(handle);
        return grid == null
                ? ScalarFindings.find(
                        window, reads(handle, window.fromMillis(), window.toMillis()), store.receivedReads(handle))
                : IntervalFindings.find(window, grid, inForce(handle), store.receivedIntervals(handle));
    }

    /**
     * Whether nothing is missing any more of what was expected in a period. What lay before the readings that are kept is
     * not expected any more: nothing could be put there.
     */
    boolean isThere(int handle, Period whole) {
        if (whole.toMillis() <= keptFromMillis) {
            return true;
        }
        Period period = new Period(Math.max(whole.fromMillis(), keptFromMillis), whole.toMillis());
        IntervalGrid grid = store.grid(handle);
        if (grid != null) {
            return IntervalFindings.missing(
                            grid,
                            inForce(handle),
                            period.fromMillis(),
                            period.toMillis(),
                            store.receivedIntervals(handle))
                    == 0;
        }
        long pieceMillis = calendar(handle).cadence().isOverADay() ? Long.MAX_VALUE : PIECE_MILLIS;
        long from = period.fromMillis();
        while (from < period.toMillis()) {
            long to = period.toMillis() - from > pieceMillis ? from + pieceMillis : period.toMillis();
            if (ScalarFindings.missing(reads(handle, from, to), store.receivedReads(handle)) > 0) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** The register reads expected of a scalar component in a span. */
    ExpectedReads reads(int handle, long fromMillis, long toMillis) {
        return ExpectedReads.of(registry.history(handle), calendar(handle), schedule(handle), fromMillis, toMillis);
    }

    private ReadSchedule schedule(int handle) {
        ScalarSettings settings =
                type(handle).estimation() instanceof ScalarSettings scalar ? scalar : ScalarSettings.DEFAULT;
        return new ReadSchedule(
                settings.firstDailyMeasurementTime(),
                settings.hoursBetweenMeasurements(),
                settings.earlyThreshold().toMillis(),
                settings.lateThreshold().toMillis());
    }

    /** The latest received reading dated at or before an instant, {@link Long#MIN_VALUE} for none. */
    long lastReceived(int handle, long atMillis) {
        return store.grid(handle) == null
                ? store.receivedReads(handle).lastAtOrBefore(atMillis)
                : store.receivedIntervals(handle).lastAtOrBefore(atMillis);
    }

    /** When it is late unless something newer comes than what it had received by an instant; see {@link Lateness}. */
    long nextDueMillis(int handle, long atMillis) {
        return Lateness.nextDueMillis(expected(handle), calendar(handle), lastReceived(handle, atMillis));
    }

    /** Whether and since when it stands still at an instant. */
    Optional<StalledStream> stalled(int handle, long atMillis) {
        return StalledStream.at(atMillis, expected(handle), calendar(handle), lastReceived(handle, atMillis));
    }

    private ExpectedStream expected(int handle) {
        InstallationHistory history = registry.history(handle);
        IntervalGrid grid = store.grid(handle);
        return grid == null
                ? ExpectedStream.ofReads(history, calendar(handle), schedule(handle))
                : ExpectedStream.ofIntervals(grid, history);
    }
}
