package io.tidemark.loadtest.wire;

/**
 * What every component shows at every slot: a plain function of both, so that what was sent need not be remembered to be
 * verified. A register that starts anywhere below 65,536 and grows by 1 to 7 a slot; whole numbers, exact as doubles. A
 * load of interval values sends the same numbers.
 */
public final class SampleValues {

    /** Length of a slot. */
    public static final long SLOT_MILLIS = 15 * 60 * 1_000L;

    /** Condition code of every reading, in the column and by default. */
    public static final int CONDITION = 501_000;

    private static final int COMPONENT_FACTOR = 0x9E3779B9;
    private static final int SLOT_FACTOR = 0x85EBCA6B;
    private static final int GROWTH_A_SLOT = 4;

    private SampleValues() {}

    /** The value of a component (0-based number) at a slot (0-based, below 100 million). */
    public static double value(int component, int slot) {
        int mixed = component * COMPONENT_FACTOR;
        int start = mixed >>> 16;
        int unevenness = mixed + slot * SLOT_FACTOR >>> 30;
        return start + slot * GROWTH_A_SLOT + unevenness;
    }
}
