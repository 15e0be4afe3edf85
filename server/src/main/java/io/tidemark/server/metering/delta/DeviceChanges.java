package io.tidemark.server.metering.delta;

import io.tidemark.server.metering.device.Installation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The moments at which one component's device was exchanged, with what the registers showed. Immutable.
 *
 * <p>A reading at the moment of the new installation is the new device's; one between removal and installation is still
 * the old one's. Every install event after the first is a change, be it a swap at the same service point, a move to
 * another one or the same device hung up again: nobody can tell from the readings alone that the register went on
 * untouched in between, and with the reads of both events the delta comes out right in each case.
 */
public final class DeviceChanges {

    /** No device was ever exchanged. */
    public static final DeviceChanges NONE = new DeviceChanges(new long[0], new double[0], new double[0]);

    private final long[] atMillis;
    private final double[] oldFinal;
    private final double[] newInitial;

    private DeviceChanges(long[] atMillis, double[] oldFinal, double[] newInitial) {
        this.atMillis = atMillis;
        this.oldFinal = oldFinal;
        this.newInitial = newInitial;
    }

    /** The changes between one component's install events, in whatever order they are given; empty ones do not count. */
    public static DeviceChanges of(List<Installation> installations) {
        Installation[] hung = installations.stream()
                .filter(installation -> !installation.installed().isEmpty())
                .sorted(Comparator.comparingLong(
                        installation -> installation.installed().fromMillis()))
                .toArray(Installation[]::new);
        if (hung.length < 2) {
            return NONE;
        }
        int changes = hung.length - 1;
        long[] at = new long[changes];
        double[] before = new double[changes];
        double[] after = new double[changes];
        for (int k = 0; k < changes; k++) {
            at[k] = hung[k + 1].installed().fromMillis();
            before[k] = hung[k].removalReading();
            after[k] = hung[k + 1].installReading();
        }
        return new DeviceChanges(at, before, after);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return atMillis.length == 0;
    }

    /** How many there are. */
    public int size() {
        return atMillis.length;
    }

    /** When the k-th new device began to count, epoch milliseconds; ascending in k. */
    public long atMillis(int k) {
        return atMillis[k];
    }

    /** What the old device's register showed at its removal, NaN when not known. */
    double oldFinal(int k) {
        return oldFinal[k];
    }

    /** What the new device's register showed at its installation, NaN when not known. */
    double newInitial(int k) {
        return newInitial[k];
    }

    /** The number of the first change after an instant, {@link #size()} when none follows. */
    int firstAfter(long instantMillis) {
        int found = Arrays.binarySearch(atMillis, instantMillis);
        if (found < 0) {
            return -found - 1;
        }
        int next = found + 1;
        while (next < atMillis.length && atMillis[next] == instantMillis) {
            next++;
        }
        return next;
    }

    /** Whether a device was exchanged in {@code (fromMillis, toMillis]}. */
    boolean between(long fromMillis, long toMillis) {
        int next = firstAfter(fromMillis);
        return next < atMillis.length && atMillis[next] <= toMillis;
    }
}
