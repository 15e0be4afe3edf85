package io.tidemark.loadtest.crash;

import io.tidemark.loadtest.verify.Verdict;

/**
 * What a crash test has found, all verifications together.
 *
 * @param kills times the server was killed under load
 * @param verifications times everything was read back
 * @param acknowledged batches and registrations that were acknowledged
 * @param lost of those: not there after a restart
 * @param kept batches and registrations that were there in the end
 * @param inventedRequests of those: never sent
 * @param readings what reading back has shown; each verification counts anew
 */
public record CrashReport(
        int kills,
        int verifications,
        long acknowledged,
        long lost,
        long kept,
        long inventedRequests,
        Verdict readings) {

    /** Nothing tried yet. */
    static final CrashReport NONE = new CrashReport(0, 0, 0, 0, 0, 0, Verdict.NONE);

    /** Whether everything acknowledged was there after every restart, as it was sent, once, and nothing else. */
    public boolean isClean() {
        return lost == 0 && inventedRequests == 0 && readings.isClean();
    }

    CrashReport afterKill() {
        return new CrashReport(kills + 1, verifications, acknowledged, lost, kept, inventedRequests, readings);
    }

    CrashReport afterVerification(
            long acknowledgedSoFar, long moreLost, long keptNow, long moreInvented, Verdict found) {
        return new CrashReport(
                kills,
                verifications + 1,
                acknowledgedSoFar,
                lost + moreLost,
                keptNow,
                inventedRequests + moreInvented,
                readings.plus(found));
    }
}
