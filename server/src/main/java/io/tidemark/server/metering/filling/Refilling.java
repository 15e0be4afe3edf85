package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.grid.Period;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Finds what to fill again when measurements have changed. */
public final class Refilling {

    private Refilling() {}

    /**
     * An initial measurement that was filled, and what its values rest on.
     *
     * @param period its period; of a scalar, its instant and the millisecond after
     * @param dependencies as its filling gave them
     */
    public record Filled(Period period, List<Dependency> dependencies) {

        /** Copies the list. */
        public Filled {
            dependencies = List.copyOf(dependencies);
        }

        private boolean touchedBy(Dependency change) {
            for (Dependency one : dependencies) {
                if (one.touchedBy(change.source(), change.register(), change.span())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Which initial measurements of one component to fill again after a change. What is filled again may change what
     * rests on it in turn, so the search goes on from there; each is named once, however they lean on one another.
     *
     * <p>A change of the component's own measurements says {@link Dependency#onOwn}, of a register {@link
     * Dependency#onRegister}. A scalar component that takes this component's intervals is the caller's next question.
     *
     * @param filled the component's filled initial measurements
     * @param change which measurements have changed
     * @return their indexes, ascending
     */
    public static int[] toFillAgain(List<Filled> filled, Dependency change) {
        BitSet found = new BitSet(filled.size());
        Deque<Dependency> changes = new ArrayDeque<>();
        changes.add(change);
        while (!changes.isEmpty()) {
            Dependency next = changes.remove();
            for (int i = found.nextClearBit(0); i < filled.size(); i = found.nextClearBit(i + 1)) {
                Filled one = filled.get(i);
                if (one.touchedBy(next)) {
                    found.set(i);
                    changes.add(Dependency.onOwn(
                            one.period().fromMillis(), one.period().toMillis()));
                }
            }
        }
        return found.stream().toArray();
    }
}
