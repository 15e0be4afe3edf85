package io.tidemark.server.metering.delta;

import static io.tidemark.server.metering.delta.RegisterView.NONE;

/**
 * The rules with their guards, for the suspects of one call in ascending order (policy {@code GUARDED}).
 *
 * <p>A <em>dip</em> is a run of readings below the ratio of the good reading before it (its base), at most
 * {@link DeltaContext#GLITCH_READINGS_MAX} of them or any number of exact zeros, after which a reading is back at the
 * base's level or above. Its readings count as invalid. Invalid readings among them neither count nor end the run, for
 * they say nothing about the level; a device change ends it. Every reading of a dip is nearer to zero than the ratio
 * allows, whatever its sign: −1 between 4000100 and 4000200 is a mark for "no reading", whereas −50 between 100 and 110
 * is a register that runs both ways. Two dips either lie apart or one within the other, so going through the suspects
 * from the left finds the widest ones whatever reading the search starts from.
 */
final class GuardedRules {

    private final RegisterView view;

    /** Points before this index are decided. */
    private int decidedTo;

    /** The last dip found: its base and the reading that is back. */
    private int dipBase = NONE;

    private int dipEnd = NONE;

    GuardedRules(RegisterView view) {
        this.view = view;
        this.decidedTo = view.lo;
    }

    void visit(int i) {
        if (i < decidedTo) {
            return;
        }
        int previous = view.lastValidBefore(i);
        if (!view.isValid(i) || previous == NONE) {
            view.putInvalid(i);
            return;
        }
        int end = endOfDip(previous);
        if (end == NONE) {
            decide(previous, i);
            return;
        }
        for (int j = i; j < end; j++) {
            view.putInvalid(j);
        }
        dipBase = previous;
        dipEnd = end;
        decidedTo = end + 1;
        decide(previous, end);
    }

    /** The reading that is back at the level of this base after a dip, {@link RegisterView#NONE} without a dip. */
    private int endOfDip(int base) {
        double level = view.reading(base);
        if (level == 0) {
            return NONE;
        }
        double ratio = view.settings().rolloverRatio();
        long changeMillis = view.nextChangeMillis(base);
        int run = 0;
        boolean onlyZeros = true;
        for (int j = base + 1; j < view.hi && view.atMillis(j) < changeMillis; j++) {
            double quotient = view.reading(j) / level;
            if (Double.isNaN(quotient)) {
                continue;
            }
            if (quotient >= 1) {
                return run > 0 ? j : NONE;
            }
            onlyZeros &= view.reading(j) == 0;
            run++;
            if (!(Math.abs(quotient) < ratio) || (run > DeltaContext.GLITCH_READINGS_MAX && !onlyZeros)) {
                return NONE;
            }
        }
        return NONE;
    }

    /** The delta from the last good reading to this one; between them lie at most invalid readings and one dip. */
    private void decide(int previous, int i) {
        boolean reachesOverInvalid = !view.bridgeInvalid && view.anyInvalidBetween(previous, i);
        if (view.isChangedBetween(previous, i)) {
            double delta = reachesOverInvalid ? Double.NaN : view.acrossChanges(previous, i);
            putBelieved(previous, i, delta, DeltaFlag.DEVICE_CHANGE, DeltaMethod.NONE);
        } else if (reachesOverInvalid) {
            view.putInvalid(i);
        } else if (isRollover(previous, i)) {
            decideFall(previous, i);
        } else {
            double delta = view.difference(previous, i);
            DeltaFlag flag = view.flagOfDifference(previous, i, delta);
            if (flag == DeltaFlag.NEGATIVE) {
                view.put(i, delta, flag, DeltaMethod.NONE);
            } else {
                putBelieved(previous, i, delta, flag, DeltaMethod.NONE);
            }
        }
    }

    /** A fall below the ratio: by the register's capacity where it is known and fits, else by the intervals around. */
    private void decideFall(int previous, int i) {
        double capacity = view.settings().registerCapacity();
        double level = view.reading(previous);
        if (!(Math.abs(level) <= capacity)) {
            decideByNeighbours(previous, i);
        } else if (Math.abs(level) < capacity / 2) {
            putBelieved(previous, i, view.reading(i), DeltaFlag.RESET, DeltaMethod.NONE);
        } else {
            double turn = Math.copySign(capacity, level);
            double delta = view.arithmetic.overCapacity(view.reading(i), turn, level);
            putBelieved(previous, i, delta, DeltaFlag.ROLLOVER, DeltaMethod.CAPACITY);
        }
    }

    private void decideByNeighbours(int previous, int i) {
        int beforePrevious = beforePrevious(previous);
        if (beforePrevious != NONE && !isFitForCorrection(beforePrevious, previous)) {
            beforePrevious = NONE;
        }
        int next = i + 1 < view.hi && view.isValid(i + 1) && endOfDip(i) == NONE ? i + 1 : NONE;
        if (next != NONE && !isFitForCorrection(i, next)) {
            next = NONE;
        }
        double delta = view.corrected(beforePrevious, previous, i, next);
        putBelieved(previous, i, delta, DeltaFlag.ROLLOVER, RegisterView.methodOfCorrection(beforePrevious, next));
    }

    /** The good reading before a good reading, past invalid ones and dips only when the request bridges them. */
    private int beforePrevious(int previous) {
        boolean afterDip = dipEnd == previous;
        if (view.bridgeInvalid) {
            return afterDip ? dipBase : view.lastValidBefore(previous);
        }
        return !afterDip && previous - 1 >= view.lo && view.isValid(previous - 1) ? previous - 1 : NONE;
    }

    /** Whether an interval can stand for another: one device, no rollover itself, and not above the maximum rate. */
    private boolean isFitForCorrection(int from, int to) {
        if (view.isChangedBetween(from, to) || isRollover(from, to)) {
            return false;
        }
        double delta = view.difference(from, to);
        return view.flagOfDifference(from, to, delta) == DeltaFlag.NEGATIVE || !view.isImplausible(delta, from, to);
    }

    private boolean isRollover(int from, int to) {
        return view.isBelowRatio(from, to) && !view.changesSign(from, to);
    }

    private void putBelieved(int previous, int i, double delta, DeltaFlag flag, DeltaMethod method) {
        if (view.isImplausible(delta, previous, i)) {
            view.put(i, Double.NaN, DeltaFlag.AMBIGUOUS, DeltaMethod.NONE);
        } else {
            view.put(i, delta, flag, method);
        }
    }
}
