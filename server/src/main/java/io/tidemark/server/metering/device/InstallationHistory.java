package io.tidemark.server.metering.device;

import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All install events of one component in order of time. Holds the answers to "was it installed then, where, and was it
 * connected" (periodic-estimation rules, "Split by installation history").
 *
 * <p>An installation counts while it is in force: installed, and within the life of its device configuration. Those never
 * in force (configured after the removal, say) are left out. Two in force at once would count the same time twice and are
 * refused. Immutable.
 */
public final class InstallationHistory {

    private final List<Installation> installations;

    /**
     * Sorts the install events.
     *
     * @param installations in any order
     * @throws IllegalArgumentException when two of them are in force at once; {@link #firstOverlap} tells beforehand
     */
    public InstallationHistory(List<Installation> installations) {
        this.installations = inOrder(installations);
        firstOverlap(installations).ifPresent(at -> {
            throw new IllegalArgumentException("two installations of one component are in force at " + at);
        });
    }

    /** The first instant at which two of the installations are in force at once, epoch milliseconds, if there is one. */
    public static Optional<Long> firstOverlap(List<Installation> installations) {
        List<Installation> sorted = inOrder(installations);
        for (int i = 1; i < sorted.size(); i++) {
            long begins = sorted.get(i).inForce().fromMillis();
            if (begins < sorted.get(i - 1).inForce().toMillis()) {
                return Optional.of(begins);
            }
        }
        return Optional.empty();
    }

    private static List<Installation> inOrder(List<Installation> installations) {
        return installations.stream()
                .filter(installation -> !installation.inForce().isEmpty())
                .sorted(Comparator.comparingLong(
                        installation -> installation.inForce().fromMillis()))
                .toList();
    }

    /** The installations that are ever in force, ascending and disjoint. */
    public List<Installation> installations() {
        return installations;
    }

    /** Whether it never was and never will be installed. */
    public boolean isEmpty() {
        return installations.isEmpty();
    }

    /** The installation in force at an instant. */
    public Optional<Installation> inForceAt(long atMillis) {
        return latestBegunBy(atMillis).filter(latest -> latest.inForce().contains(atMillis));
    }

    /**
     * The install event that speaks for an instant: the one in force, else the latest before it. Empty when none had begun.
     */
    public Optional<Installation> latestBegunBy(long atMillis) {
        for (int i = installations.size() - 1; i >= 0; i--) {
            if (installations.get(i).inForce().fromMillis() <= atMillis) {
                return Optional.of(installations.get(i));
            }
        }
        return Optional.empty();
    }

    /** The first installation that begins after an instant (not at it). */
    public Optional<Installation> firstBeginningAfter(long atMillis) {
        return installations.stream()
                .filter(installation -> installation.inForce().fromMillis() > atMillis)
                .findFirst();
    }

    /** The span cut into the parts with an installation in force, ascending; parts that adjoin stay apart. */
    public List<InstalledPeriod> split(long fromMillis, long toMillis) {
        List<InstalledPeriod> parts = new ArrayList<>(1);
        for (Installation installation : installations) {
            Period part = installation.inForce().intersect(fromMillis, toMillis);
            if (!part.isEmpty()) {
                parts.add(new InstalledPeriod(installation, part));
            }
        }
        return parts;
    }

    /**
     * When the component was disconnected within a span: the off times of its installations while in force, ascending. Off
     * times of one installation that touch are one; those of two installations stay apart.
     */
    public List<Period> disconnected(long fromMillis, long toMillis) {
        List<Period> off = new ArrayList<>();
        for (InstalledPeriod part : split(fromMillis, toMillis)) {
            off.addAll(part.installation()
                    .disconnected(part.period().fromMillis(), part.period().toMillis()));
        }
        return off;
    }

    /** When it was both in force and connected within a span, ascending. */
    public List<Period> connected(long fromMillis, long toMillis) {
        List<Period> on = new ArrayList<>();
        for (InstalledPeriod part : split(fromMillis, toMillis)) {
            long from = part.period().fromMillis();
            long to = part.period().toMillis();
            for (Period off : part.installation().disconnected(from, to)) {
                addUnlessEmpty(on, new Period(from, off.fromMillis()));
                from = off.toMillis();
            }
            addUnlessEmpty(on, new Period(from, to));
        }
        return on;
    }

    /**
     * From when on this history tells something else than another: everything before that instant is the same in both. {@link
     * Long#MAX_VALUE} when they say the same.
     *
     * <p>For whoever keeps something that rests on a history, such as a tide mark, and is given a new one.
     */
    public long firstDifference(InstallationHistory other) {
        int shared = Math.min(installations.size(), other.installations.size());
        for (int i = 0; i < shared; i++) {
            long differs = firstDifference(installations.get(i), other.installations.get(i));
            if (differs != Long.MAX_VALUE) {
                return differs;
            }
        }
        List<Installation> longer = installations.size() > shared ? installations : other.installations;
        return longer.size() > shared ? longer.get(shared).inForce().fromMillis() : Long.MAX_VALUE;
    }

    private static long firstDifference(Installation one, Installation other) {
        Period first = one.inForce();
        Period second = other.inForce();
        long begins = Math.min(first.fromMillis(), second.fromMillis());
        if (first.fromMillis() != second.fromMillis()
                || !one.zone().equals(other.zone())
                || one.shift() != other.shift()
                || one.servicePoint() != other.servicePoint()) {
            return begins;
        }
        long ends =
                first.toMillis() == second.toMillis() ? Long.MAX_VALUE : Math.min(first.toMillis(), second.toMillis());
        return Math.min(
                ends,
                firstDifference(
                        one.disconnected(begins, first.toMillis()), other.disconnected(begins, second.toMillis())));
    }

    private static long firstDifference(List<Period> some, List<Period> others) {
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            if (i >= Math.min(some.size(), others.size())) {
                return (i < some.size() ? some : others).get(i).fromMillis();
            }
            Period one = some.get(i);
            Period other = others.get(i);
            if (one.fromMillis() != other.fromMillis()) {
                return Math.min(one.fromMillis(), other.fromMillis());
            }
            if (one.toMillis() != other.toMillis()) {
                return Math.min(one.toMillis(), other.toMillis());
            }
        }
        return Long.MAX_VALUE;
    }

    private static void addUnlessEmpty(List<Period> periods, Period period) {
        if (!period.isEmpty()) {
            periods.add(period);
        }
    }
}
