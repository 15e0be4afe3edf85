package io.tidemark.loadtest.torture;

import io.tidemark.loadtest.crash.CrashReport;

/**
 * What one row has found.
 *
 * @param outcome how it ended
 * @param cases runs, inputs or comparisons gone through to their end
 * @param faults kills, cuts, flips and failures brought about
 * @param lost acknowledged, and not there as it was sent; counts only when {@code isCounted}
 * @param invented there, and never sent; counts only when {@code isCounted}
 * @param isCounted whether lost and invented were counted to the end; a suite that stops at the first fault cannot tell
 * @param message what went wrong, or was left out; empty when nothing
 */
public record TortureResult(
        Outcome outcome, long cases, long faults, long lost, long invented, boolean isCounted, String message) {

    /** How a row ended. */
    public enum Outcome {
        /** Everything was as promised. */
        HELD("held"),
        /** Everything that ran was as promised, and something did not run. */
        HELD_IN_PART("in part"),
        /** Something was not as promised. */
        BROKEN("BROKEN"),
        /** It did not run to its end. */
        NOT_RUN("NOT RUN");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** As the table says it. */
        public String text() {
            return text;
        }
    }

    /** Nothing lost, nothing invented. */
    static TortureResult held(long cases, long faults) {
        return new TortureResult(Outcome.HELD, cases, faults, 0, 0, true, "");
    }

    /** What verifications of whole servers have found; each is a case, each kill a fault. */
    static TortureResult of(CrashReport report, long seed) {
        return new TortureResult(
                report.isClean() ? Outcome.HELD : Outcome.BROKEN,
                report.verifications(),
                report.kills(),
                report.lost() + report.readings().missing() + report.readings().different(),
                report.inventedRequests() + report.readings().invented(),
                true,
                report.isClean() ? "" : "--seed " + seed);
    }

    /** Something was not as promised, and what was lost or invented is not counted. */
    static TortureResult broken(long cases, long faults, String message) {
        return new TortureResult(Outcome.BROKEN, cases, faults, 0, 0, false, message);
    }

    /** It did not run, or not to its end. */
    public static TortureResult notRun(String why) {
        return new TortureResult(Outcome.NOT_RUN, 0, 0, 0, 0, false, why);
    }

    /** Whether everything was as promised. */
    public boolean isHeld() {
        return outcome == Outcome.HELD || outcome == Outcome.HELD_IN_PART;
    }
}
