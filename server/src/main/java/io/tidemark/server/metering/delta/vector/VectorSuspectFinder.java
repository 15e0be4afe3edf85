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
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = PlainSuspectFinder.BLOCK;

    /** Made by the service loader; the only state is none. */
    public VectorSuspectFinder() {}

    @Override
    public boolean subtract(double[] readings, int from, int count, double[] deltas, int deltaFrom, long[] suspects) {
        long any = 0;
        for (int start = 0, word = 0; start < count; start += BLOCK, word++) {
            int length = Math.min(BLOCK, count - start);
            long signs = length == BLOCK
                    ? subtractBlock(readings, from + start, deltas, deltaFrom + start)
                    : PlainSuspectFinder.subtractBlock(readings, from + start, length, deltas, deltaFrom + start);
            long marks = 0;
            if (signs < 0) {
                marks = PlainSuspectFinder.markBlock(readings, from + start, length, deltas, deltaFrom + start);
            }
            suspects[word] = marks;
            any |= marks;
        }
        return any != 0;
    }

    /** Subtracts a whole block; the sign bit of the result tells whether it holds a suspect. */
    private static long subtractBlock(double[] readings, int from, double[] deltas, int deltaFrom) {
        LongVector signs = DoubleVector.zero(SPECIES).reinterpretAsLongs();
        for (int k = 0; k < BLOCK; k += LANES) {
            DoubleVector earlier = DoubleVector.fromArray(SPECIES, readings, from + k - 1);
            DoubleVector delta =
                    DoubleVector.fromArray(SPECIES, readings, from + k).lanewise(VectorOperators.SUB, earlier);
            delta.intoArray(deltas, deltaFrom + k);
            LongVector deltaBits = delta.reinterpretAsLongs();
            LongVector signsDiffer = deltaBits.lanewise(
                    VectorOperators.XOR,
                    earlier.lanewise(VectorOperators.ADD, 0.0).reinterpretAsLongs());
            LongVector notANumber = deltaBits
                    .lanewise(VectorOperators.AND, Long.MAX_VALUE)
                    .lanewise(VectorOperators.NEG)
                    .lanewise(VectorOperators.ADD, PlainSuspectFinder.INFINITY_BITS);
            signs = signs.lanewise(VectorOperators.OR, signsDiffer).lanewise(VectorOperators.OR, notANumber);
        }
        return signs.reduceLanes(VectorOperators.OR);
    }
}
