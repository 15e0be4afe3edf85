package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import java.util.Arrays;

/**
 * What ingest, store and queries ask of measuring components, as columns indexed by handle.
 *
 * <pre>
 *   handle  flags  interval  phase  type  service point  provider  installed from .. to
 *     0       0                                                      (never given)
 *     1      R I C  900000      0     0        17            2         …
 *     2       0                                                      (gone; never given again)
 *   next
 * </pre>
 *
 * <p>A column's array belongs to the table. It may be read, never written, while the state's lock is held; the table
 * replaces it when it grows, so an array must not be kept beyond the lock.
 */
public final class ComponentTable {

    /** The highest handle there can be. */
    public static final int HANDLE_MAX = 50_000_000;

    /** Where an ordinal stands for nothing: never installed, or without a provider. */
    public static final int NONE = -1;

    /** Flag: a component has this handle. */
    public static final byte REGISTERED = 1;

    /** Flag: it has a value per interval; without it, readings at arbitrary instants. */
    public static final byte INTERVAL = 2;

    /** Flag: its values are a register that grows until it rolls over. */
    public static final byte CUMULATIVE = 4;

    private static final int FIRST_CAPACITY = 1_024;

    private final HandleIndex handles = new HandleIndex(this::id);
    private int nextHandle = 1;
    private int registered;

    private byte[] flags = new byte[FIRST_CAPACITY];
    private int[] intervalMillis = new int[FIRST_CAPACITY];
    private int[] phaseMillis = new int[FIRST_CAPACITY];
    private int[] type = new int[FIRST_CAPACITY];
    private int[] servicePoint = new int[FIRST_CAPACITY];
    private int[] provider = new int[FIRST_CAPACITY];
    private long[] installedFromMillis = new long[FIRST_CAPACITY];
    private long[] installedToMillis = new long[FIRST_CAPACITY];
    private String[] id = new String[FIRST_CAPACITY];
    private ConfigurationEntry[][] configurations = new ConfigurationEntry[FIRST_CAPACITY][];
    private Schedule[] schedule = new Schedule[FIRST_CAPACITY];
    private int changes;
    private int[] changedIn = new int[FIRST_CAPACITY];

    ComponentTable() {}

    /** Handle of the component with this id, 0 when there is none. */
    public int handleOf(String id) {
        return handles.get(id);
    }

    /** Whether a component has this handle. Any {@code int} may be asked for. */
    public boolean isRegistered(int handle) {
        return handle > 0 && handle < nextHandle && (flags[handle] & REGISTERED) != 0;
    }

    /** The handle that the next component will get; all handles given lie below it. */
    public int nextHandle() {
        return nextHandle;
    }

    /** How many components are registered. */
    public int registeredCount() {
        return registered;
    }

    /** Id of a registered component; null where none has the handle. */
    public String id(int handle) {
        return id[handle];
    }

    /** Length of an interval, milliseconds; 0 for a scalar. */
    public int intervalMillis(int handle) {
        return intervalMillis[handle];
    }

    /** Beginning of an interval modulo its length, milliseconds; 0 for a scalar and for one never installed. */
    public int phaseMillis(int handle) {
        return phaseMillis[handle];
    }

    /** Whether it has a value per interval. */
    public boolean isInterval(int handle) {
        return (flags[handle] & INTERVAL) != 0;
    }

    /** Whether its values are a register. */
    public boolean isCumulative(int handle) {
        return (flags[handle] & CUMULATIVE) != 0;
    }

    /** What decides how its readings are kept. */
    public SeriesShape shape(int handle) {
        return new SeriesShape(intervalMillis[handle], isCumulative(handle), phaseMillis[handle]);
    }

    /** Ordinal of its type, for {@link Registry#type(int)}. */
    public int type(int handle) {
        return type[handle];
    }

    /** Ordinal of the service point of its latest installation, for {@link Registry#servicePoint(int)}; or {@link #NONE}. */
    public int servicePoint(int handle) {
        return servicePoint[handle];
    }

    /** Ordinal of that service point's provider, for {@link Registry#provider(int)}; or {@link #NONE}. */
    public int provider(int handle) {
        return provider[handle];
    }

    /** Whether the instant lies in its latest installation. When it does not, an earlier one may still cover it. */
    public boolean isInLatestInstallation(int handle, long atMillis) {
        return installedFromMillis[handle] <= atMillis && atMillis < installedToMillis[handle];
    }

    /** When its latest installation is in force; an empty period for one never installed. */
    public Period latestInstallation(int handle) {
        return new Period(installedFromMillis[handle], installedToMillis[handle]);
    }

    /**
     * The number of the change, of those that {@link Registry#changes} counts, that was the last to touch what is said of a
     * component here, or its installations; also of one that was taken out. What its type says is not among it.
     */
    public int changedIn(int handle) {
        return changedIn[handle];
    }

    /** How many changes have begun. */
    int changes() {
        return changes;
    }

    /** Another change begins. */
    void beginChange() {
        changes++;
    }

    /** The column of flags; see the class. */
    public byte[] flagsColumn() {
        return flags;
    }

    /** The column of interval lengths, milliseconds, 0 for scalars; see the class. */
    public int[] intervalMillisColumn() {
        return intervalMillis;
    }

    /** The column of grid phases, milliseconds; see the class. */
    public int[] phaseMillisColumn() {
        return phaseMillis;
    }

    /** The column of type ordinals; see the class. */
    public int[] typeColumn() {
        return type;
    }

    /** The column of service point ordinals, {@link #NONE} for none; see the class. */
    public int[] servicePointColumn() {
        return servicePoint;
    }

    /** The column of provider ordinals, {@link #NONE} for none; see the class. */
    public int[] providerColumn() {
        return provider;
    }

    /** The column of beginnings of the latest installations, {@link Long#MAX_VALUE} for none; see the class. */
    public long[] installedFromMillisColumn() {
        return installedFromMillis;
    }

    /** The column of ends of the latest installations, {@link Long#MIN_VALUE} for none; see the class. */
    public long[] installedToMillisColumn() {
        return installedToMillis;
    }

    /** The device configurations it belongs to, in the order given; not to be changed. */
    ConfigurationEntry[] configurations(int handle) {
        return configurations[handle];
    }

    /** Calendar period in which its data come, ISO-8601; empty: the default. */
    public String cadence(int handle) {
        return schedule[handle].cadence();
    }

    /** How long after that period's end they are due, ISO-8601; empty: the default. */
    public String dueAfter(int handle) {
        return schedule[handle].dueAfter();
    }

    /** When its data come. */
    Schedule schedule(int handle) {
        return schedule[handle];
    }

    /** Gives the next handle to a new component, which is registered without a type and never installed. */
    int add(String newId) {
        int handle = nextHandle;
        restoreNextHandle(handle + 1);
        return put(handle, newId);
    }

    /** Registers a component under the handle it had, below the next one; for a checkpoint. */
    int put(int handle, String newId) {
        id[handle] = newId;
        flags[handle] = REGISTERED;
        servicePoint[handle] = NONE;
        provider[handle] = NONE;
        installedFromMillis[handle] = Long.MAX_VALUE;
        installedToMillis[handle] = Long.MIN_VALUE;
        changedIn[handle] = changes;
        handles.put(handle);
        registered++;
        return handle;
    }

    /** Takes a component out; its handle is never given again. */
    void remove(int handle) {
        handles.remove(handle);
        id[handle] = null;
        configurations[handle] = null;
        schedule[handle] = null;
        flags[handle] = 0;
        intervalMillis[handle] = 0;
        phaseMillis[handle] = 0;
        changedIn[handle] = changes;
        registered--;
    }

    /** Sets what its message says. */
    void setSettings(int handle, int typeOrdinal, ConfigurationEntry[] itsConfigurations, Schedule itsSchedule) {
        type[handle] = typeOrdinal;
        configurations[handle] = itsConfigurations;
        schedule[handle] = itsSchedule;
        changedIn[handle] = changes;
    }

    /** Sets what follows from its type and its first installation. */
    void setShape(int handle, SeriesShape shape) {
        intervalMillis[handle] = shape.intervalMillis();
        phaseMillis[handle] = shape.phaseMillis();
        flags[handle] =
                (byte) (REGISTERED | (shape.isInterval() ? INTERVAL : 0) | (shape.isCumulative() ? CUMULATIVE : 0));
    }

    /** Sets where it hangs, or hung last. */
    void setPlace(int handle, int servicePointOrdinal, int providerOrdinal, Period installed) {
        servicePoint[handle] = servicePointOrdinal;
        provider[handle] = providerOrdinal;
        installedFromMillis[handle] = installed.fromMillis();
        installedToMillis[handle] = installed.toMillis();
        changedIn[handle] = changes;
    }

    /** Raises the next handle, so that those below are never given again. */
    void restoreNextHandle(int next) {
        if (next < nextHandle || next > HANDLE_MAX + 1) {
            throw new IllegalArgumentException(
                    "next handle " + next + " lies outside [" + nextHandle + ", " + (HANDLE_MAX + 1) + "]");
        }
        if (next > flags.length) {
            grow(Math.max(next, flags.length + (flags.length >> 1)));
        }
        nextHandle = next;
    }

    private void grow(int capacity) {
        flags = Arrays.copyOf(flags, capacity);
        intervalMillis = Arrays.copyOf(intervalMillis, capacity);
        phaseMillis = Arrays.copyOf(phaseMillis, capacity);
        type = Arrays.copyOf(type, capacity);
        servicePoint = Arrays.copyOf(servicePoint, capacity);
        provider = Arrays.copyOf(provider, capacity);
        installedFromMillis = Arrays.copyOf(installedFromMillis, capacity);
        installedToMillis = Arrays.copyOf(installedToMillis, capacity);
        id = Arrays.copyOf(id, capacity);
        configurations = Arrays.copyOf(configurations, capacity);
        schedule = Arrays.copyOf(schedule, capacity);
        changedIn = Arrays.copyOf(changedIn, capacity);
    }
}
