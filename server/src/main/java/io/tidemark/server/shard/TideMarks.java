package io.tidemark.server.shard;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.estimation.IntervalTideMark;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.estimation.ScalarTideMark;
import io.tidemark.server.metering.estimation.TideMark;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingStore;
import io.tidemark.server.store.TouchedComponents;
import java.util.Arrays;
import java.util.OptionalInt;
import org.agrona.collections.IntHashSet;

/**
 * The tide marks of all components, as a column by handle: up to which instant the history of each is complete.
 *
 * <p>A mark only ever moves forward over readings that are there, so it need not move while they come in: ingest sets one
 * bit a component, and the mark is worked out when somebody asks, or before something happens that the mark's way depends
 * on (a deletion, a change of an installation). A component's first reading starts its mark at once.
 *
 * <p>Changed by the writer thread under the state's write lock, and by readers, who only move a mark to where it has to be:
 * two who do so at once write the same number.
 */
public final class TideMarks {

    /** In place of an instant: there is no mark. */
    public static final long ABSENT = TideMark.ABSENT;

    private static final int WITHOUT_MARK = 1;
    private static final int TOUCHED = 2;

    private static final PresenceSeries NOTHING_THERE = new PresenceSeries() {
        @Override
        public long nextMissing(long fromMillis, long toMillis) {
            return fromMillis;
        }

        @Override
        public long nextPresent(long fromMillis, long toMillis) {
            return toMillis;
        }
    };

    private final Registry registry;
    private final ReadingStore store;
    private final TouchedComponents touched;
    private final IntHashSet withoutMark = new IntHashSet();
    private long[] marks = {};
    private long keptFromMillis = Months.BEGIN_MILLIS;

    TideMarks(Registry registry, ReadingStore store, TouchedComponents touched) {
        this.registry = registry;
        this.store = store;
        this.touched = touched;
    }

    /** Makes room for handles below the given number. */
    void ensureHandles(int handles) {
        if (marks.length < handles) {
            int old = marks.length;
            marks = Arrays.copyOf(marks, Math.max(handles, old + (old >> 1)));
            Arrays.fill(marks, old, marks.length, ABSENT);
        }
        touched.ensureHandles(marks.length);
    }

    /** The latest contiguous measurement date/time of a component, epoch milliseconds; {@link #ABSENT} without one. */
    public long latestContiguous(int handle) {
        if (touched.isMarked(handle)) {
            long mark = marks[handle];
            if (mark != ABSENT) {
                marks[handle] = advanced(handle, mark);
            }
            touched.clear(handle);
        }
        return marks[handle];
    }

    /** Works out every mark that may have moved; afterwards {@link #column} tells the truth. */
    public void settleAll() {
        for (int handle = touched.next(0); handle >= 0; handle = touched.next(handle + 1)) {
            latestContiguous(handle);
        }
    }

    /** The marks by handle, as they were when they were last worked out. Not to be changed, nor kept beyond the lock. */
    public long[] column() {
        return marks;
    }

    /** Sets or clears a mark by hand, or as a run found it. */
    void set(int handle, long markMillis) {
        touched.clear(handle);
        marks[handle] = markMillis;
        if (markMillis == ABSENT && store.hasData(handle)) {
            withoutMark.add(handle);
        } else {
            withoutMark.remove(handle);
        }
        if (markMillis != ABSENT) {
            touched.mark(handle);
        }
    }

    /** What a checkpoint keeps of a component besides its mark; {@link #restore} takes it. */
    int imageFlags(int handle) {
        return (withoutMark.contains(handle) ? WITHOUT_MARK : 0) | (touched.isMarked(handle) ? TOUCHED : 0);
    }

    /** Puts a component's mark back as a checkpoint has it. */
    void restore(int handle, long markMillis, int imageFlags) {
        marks[handle] = markMillis;
        if ((imageFlags & WITHOUT_MARK) != 0) {
            withoutMark.add(handle);
        }
        if ((imageFlags & TOUCHED) != 0) {
            touched.mark(handle);
        }
    }

    /** Whether a component has readings but no mark, so that every reading has to be looked at. */
    boolean wantsReadings() {
        return !withoutMark.isEmpty();
    }

    /** Before a component's reading opens a month: its first ever starts the mark. */
    void monthOpens(int handle, long atMillis) {
        if (marks[handle] == ABSENT && !withoutMark.contains(handle)) {
            start(handle, atMillis, false);
        }
    }

    /** After a reading was stored, while some components have readings but no mark. */
    void stored(int handle, long atMillis) {
        if (withoutMark.contains(handle)) {
            start(handle, atMillis, true);
        }
    }

    private void start(int handle, long atMillis, boolean hadHistory) {
        IntervalGrid grid = store.grid(handle);
        long mark = grid == null
                ? scalarMark(handle)
                        .afterArrival(ABSENT, atMillis, hadHistory, lastUsableHours(), store.instants(handle))
                : intervalMark(handle, grid).afterArrival(ABSENT, atMillis, NOTHING_THERE, ABSENT);
        marks[handle] = mark;
        if (mark != ABSENT) {
            withoutMark.remove(handle);
        } else {
            withoutMark.add(handle);
        }
    }

    /** Before readings are deleted: the mark must stand where it has come to. */
    void beforeDeletion(int handle) {
        latestContiguous(handle);
    }

    /** After readings of [from, to) were deleted. */
    void deleted(int handle, long fromMillis, long toMillis) {
        long mark = marks[handle];
        IntervalGrid grid = store.grid(handle);
        if (mark == ABSENT) {
            return;
        }
        if (grid == null) {
            // Absent only when no reading is left: then the next one is the first.
            marks[handle] = scalarMark(handle).afterLoss(mark, fromMillis, store.instants(handle));
        } else {
            marks[handle] = holeAfterDeletion(handle, grid, mark, grid.ceil(fromMillis), grid.ceil(toMillis));
            touched.mark(handle);
        }
    }

    /** Deleted intervals were consecutive or not; none of them is there any more, so the first one installed is the hole. */
    private long holeAfterDeletion(int handle, IntervalGrid grid, long mark, long fromMillis, long toMillis) {
        return fromMillis < toMillis ? intervalMark(handle, grid).afterLoss(mark, fromMillis, toMillis) : mark;
    }

    /** After the installations of a component changed: back to where they differ, and forward from there. */
    void installationsChanged(int handle, InstallationHistory before) {
        long mark = marks[handle];
        InstallationHistory after = history(handle);
        long differs = before.firstDifference(after);
        if (mark == ABSENT || differs >= mark) {
            return;
        }
        IntervalGrid grid = store.grid(handle);
        marks[handle] = grid == null
                ? scalarMark(handle).afterChange(mark, differs, store.instants(handle))
                : intervalMark(handle, grid).afterChange(mark, differs, store.presence(handle), store.latest(handle));
        if (marks[handle] == ABSENT) {
            withoutMark.add(handle);
        }
        touched.mark(handle);
    }

    /**
     * Readings before an instant are dropped, and nothing can be put in their place: a mark that stands before it, at a hole
     * that is forgotten with what lay around it, begins again there. Only marks of components that still have readings
     * matter; others follow when they have.
     */
    void keptFrom(long earliestMillis) {
        keptFromMillis = earliestMillis;
        for (int handle = 0; handle < marks.length; handle++) {
            if (marks[handle] != ABSENT && marks[handle] < earliestMillis) {
                touched.mark(handle);
            }
        }
    }

    private long advanced(int handle, long before) {
        IntervalGrid grid = store.grid(handle);
        long kept = grid == null ? keptFromMillis : grid.ceil(keptFromMillis);
        long mark = before < kept && store.hasData(handle) ? kept : before;
        if (grid == null) {
            return scalarMark(handle).advance(mark, store.instants(handle));
        }
        long latest = store.latest(handle);
        if (latest == ReadingStore.NONE) {
            // Set by hand, and nothing has arrived: it stays where it was put until a run validates it.
            return mark;
        }
        return isInLatestInstallation(handle, grid, mark, latest)
                ? mark < latest ? store.presence(handle).nextMissing(mark, latest) : mark
                : intervalMark(handle, grid).advance(mark, store.presence(handle), latest);
    }

    /**
     * Whether the whole way from the mark to the newest measurement lies within the latest installation. Then nothing but the
     * measurements counts, and the history need not be put together: the way of nearly every component, since all of a
     * portfolio are settled before a run.
     */
    private boolean isInLatestInstallation(int handle, IntervalGrid grid, long mark, long latest) {
        ComponentTable components = registry.components();
        return components.servicePoint(handle) != ComponentTable.NONE
                && components.installedFromMillisColumn()[handle] <= mark
                && latest < grid.floor(components.installedToMillisColumn()[handle])
                && grid.isOnGrid(mark);
    }

    private IntervalTideMark intervalMark(int handle, IntervalGrid grid) {
        return new IntervalTideMark(grid, history(handle));
    }

    private ScalarTideMark scalarMark(int handle) {
        ScalarSettings settings =
                registry.type(registry.components().type(handle)).estimation() instanceof ScalarSettings scalar
                        ? scalar
                        : ScalarSettings.DEFAULT;
        return new ScalarTideMark(settings.missingReads(history(handle)));
    }

    private InstallationHistory history(int handle) {
        return new InstallationHistory(registry.installations(handle));
    }

    private OptionalInt lastUsableHours() {
        int hours = registry.hoursInPastToRetrieveLastUsableMeasurement();
        return hours == 0 ? OptionalInt.empty() : OptionalInt.of(hours);
    }
}
