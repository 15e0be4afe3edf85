package io.tidemark.server.metering.filling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.filling.Refilling.Filled;
import io.tidemark.server.metering.grid.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefillingTest {

    private static Filled filled(long from, long to, Dependency... dependencies) {
        return new Filled(new Period(from, to), List.of(dependencies));
    }

    @Test
    void anActualInsideAFilledSpanHasTheRestFilledAgain() {
        List<Filled> filled = List.of(
                filled(10, 20, Dependency.onOwn(10, 20)),
                filled(30, 40, Dependency.onOwn(30, 40), Dependency.onOwn(29, 41)));
        assertThat(Refilling.toFillAgain(filled, Dependency.onOwn(12, 13))).containsExactly(0);
        assertThat(Refilling.toFillAgain(filled, Dependency.onOwn(29, 30))).containsExactly(1);
        assertThat(Refilling.toFillAgain(filled, Dependency.onOwn(20, 29))).isEmpty();
    }

    @Test
    void aReadOfARegisterTouchesWhatWasScaledToIt() {
        List<Filled> filled = List.of(filled(10, 20, Dependency.onOwn(10, 20), Dependency.onRegister(3, 8, 25)));
        assertThat(Refilling.toFillAgain(filled, Dependency.onRegister(3, 25, 25)))
                .containsExactly(0);
        assertThat(Refilling.toFillAgain(filled, Dependency.onRegister(3, 26, 26)))
                .isEmpty();
        assertThat(Refilling.toFillAgain(filled, Dependency.onRegister(4, 25, 25)))
                .isEmpty();
    }

    @Test
    void whatIsFilledAgainChangesWhatRestsOnIt() {
        List<Filled> filled = List.of(
                filled(50, 60, Dependency.onOwn(50, 60), Dependency.onOwn(39, 61)),
                filled(30, 40, Dependency.onOwn(30, 40), Dependency.onOwn(19, 61)),
                filled(10, 20, Dependency.onOwn(10, 20), Dependency.onOwn(10, 41)),
                filled(80, 90, Dependency.onOwn(80, 90)));
        assertThat(Refilling.toFillAgain(filled, Dependency.onOwn(12, 13))).containsExactly(0, 1, 2);
    }
}
