package io.tidemark.server.metering.delta;

import static io.tidemark.server.metering.delta.RegisterView.NONE;

/** Rules 1 to 7 to the letter, for one suspect at a time (policy {@code SOURCE}). */
final class SourceRules {

    private final RegisterView view;

    SourceRules(RegisterView view) {
        this.view = view;
    }

    void visit(int i) {
        int previous = previous(i);
        if (!view.isValid(i) || previous == NONE) {
            view.putInvalid(i);
        } else if (view.isBelowRatio(previous, i)) {
            int beforePrevious = previous(previous);
            int next = next(i);
            double delta = view.corrected(beforePrevious, previous, i, next);
            view.put(i, delta, DeltaFlag.ROLLOVER, RegisterView.methodOfCorrection(beforePrevious, next));
        } else {
            double delta = view.difference(previous, i);
            view.put(i, delta, view.flagOfDifference(previous, i, delta), DeltaMethod.NONE);
        }
    }

    /** The reading before: rule 7 goes past an invalid one only when the request asks for it. */
    private int previous(int i) {
        if (view.bridgeInvalid) {
            return view.lastValidBefore(i);
        }
        return i - 1 >= view.lo && view.isValid(i - 1) ? i - 1 : NONE;
    }

    /** The reading after; bridging reaches to older readings only. */
    private int next(int i) {
        return i + 1 < view.hi && view.isValid(i + 1) ? i + 1 : NONE;
    }
}
