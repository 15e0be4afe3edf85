package io.tidemark.server.metering.filling.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExactSharesTest {

    private static double[] share(String total, int decimals, double... weights) {
        BigDecimal[] given =
                DoubleStream.of(weights).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        return Stream.of(ExactShares.share(given, new BigDecimal(total), decimals))
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
    }

    @Test
    void sharesAreInProportion() {
        assertThat(share("60", -1, 10, 20, 10)).containsExactly(15, 30, 15);
        assertThat(share("60", 0, 10, 20, 10)).containsExactly(15, 30, 15);
    }

    @Test
    void oneUnitEachForTheLargestAndTheEarliestOfEquals() {
        assertThat(share("5", 0, 1, 1, 1)).containsExactly(2, 2, 1);
        assertThat(share("7", 0, 1, 2, 1, 2)).containsExactly(1, 3, 1, 2);
        assertThat(share("0.05", 2, 1, 3, 3, 1)).containsExactly(0.01, 0.02, 0.02, 0);
        assertThat(share("0.01", 2, 1, 3, 3, 1)).containsExactly(0, 0.01, 0, 0);
    }

    @Test
    void theResidueOfAMeanIsNotCutAway() {
        double sixth = 13.0 / 6;
        assertThat(share("2.10", 2, sixth, 2 * sixth, 3 * sixth, 4 * sixth)).containsExactly(0.21, 0.42, 0.63, 0.84);
    }

    @Test
    void negativeTotalsAndMixedWeightsAddUpToo() {
        assertThat(share("-10", 0, 1, 1, 1)).containsExactly(-4, -3, -3);
        assertThat(share("10", 0, -1, 4, 1)).containsExactly(-2, 10, 2);
    }
}
