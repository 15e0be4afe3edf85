package io.tidemark.server.metering.delta.vector;

import io.tidemark.server.metering.delta.PlainSuspectFinder;
import io.tidemark.server.metering.delta.SuspectFinder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The suspect finder in vectors: the arithmetic of {@link PlainSuspectFinder}, several readings at a time, and so the same
 * bits. Which points of a block are suspects, and what is left at the end of the readings, is the plain finder's to say.
 */
public final class VectorSuspectFinder implements SuspectFinder {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = PlainSuspectFinder.BLOCK;

    /** Made by the service loader; the only state is none. */
    public VectorSuspectFinder() {}

    @Override
    public boolean subtract(double[] readings, int from, int count, double[] deltas, int deltaFrom, long[] suspects) {
        long any = 0;
        for (int start = 0, word = 0; start < count; start += BLOCK, word++) {
            int length = Math.min(BLOCK, count - start);
            boolean hasSuspect = length == BLOCK
                    ? subtractBlock(readings, from + start, deltas, deltaFrom + start)
                    : PlainSuspectFinder.subtractBlock(readings, from + start, length, deltas, deltaFrom + start) < 0;
            long marks = 0;
            if (hasSuspect) {
                marks = PlainSuspectFinder.markBlock(readings, from + start, length, deltas, deltaFrom + start);
            }
            suspects[word] = marks;
            any |= marks;
        }
        return any != 0;
    }

    /** Subtracts a whole block; whether it holds a suspect. */
    private static boolean subtractBlock(double[] readings, int from, double[] deltas, int deltaFrom) {
        LongVector infinity = LongVector.broadcast(LONGS, PlainSuspectFinder.INFINITY_BITS);
        LongVector signs = LongVector.zero(LONGS);
        for (int k = 0; k < BLOCK; k += LANES) {
            DoubleVector earlier = DoubleVector.fromArray(SPECIES, readings, from + k - 1);
            DoubleVector delta =
                    DoubleVector.fromArray(SPECIES, readings, from + k).lanewise(VectorOperators.SUB, earlier);
            delta.intoArray(deltas, deltaFrom + k);
            LongVector deltaBits = delta.reinterpretAsLongs();
            LongVector signsDiffer = deltaBits.lanewise(
                    VectorOperators.XOR,
                    earlier.lanewise(VectorOperators.ADD, 0.0).reinterpretAsLongs());
            LongVector notANumber =
                    infinity.lanewise(VectorOperators.SUB, deltaBits.lanewise(VectorOperators.AND, Long.MAX_VALUE));
            signs = signs.lanewise(VectorOperators.OR, signsDiffer).lanewise(VectorOperators.OR, notANumber);
        }
        return signs.test(VectorOperators.IS_NEGATIVE).anyTrue();
    }
}
