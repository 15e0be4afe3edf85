package io.tidemark.loadtest.verify;

/**
 * What reading everything back has shown.
 *
 * @param verified there, with the value and condition that were sent
 * @param missing acknowledged, and not there
 * @param different there, with another value or condition
 * @param invented there, and never sent
 */
public record Verdict(long verified, long missing, long different, long invented) {

    /** Nothing seen yet. */
    public static final Verdict NONE = new Verdict(0, 0, 0, 0);

    /** Whether everything acknowledged is there, as it was sent, and nothing else. */
    public boolean isClean() {
        return missing == 0 && different == 0 && invented == 0;
    }

    /** Both together. */
    public Verdict plus(Verdict other) {
        return new Verdict(
                verified + other.verified,
                missing + other.missing,
                different + other.different,
                invented + other.invented);
    }
}
