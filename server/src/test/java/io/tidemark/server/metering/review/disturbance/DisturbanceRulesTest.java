package io.tidemark.server.metering.review.disturbance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.grid.Period;
import org.junit.jupiter.api.Test;

class DisturbanceRulesTest {

    private static final int PROVIDER = 3;
    private static final String ANNA = "anna";
    private static final long SIX = 1_768_971_600_000L; // 2026-01-21T05:00:00Z

    private static DisturbanceEvent.Opened byItself(Disturbance latest, long now, long since) {
        return DisturbanceRules.whenDisturbed(latest, now, since, 12, 20, "Grid A")
                .orElse(null);
    }

    private static Disturbance openedByItself() {
        return Disturbance.open(PROVIDER, byItself(null, SIX + 60_000, SIX));
    }

    private static Disturbance openedByHand() {
        return Disturbance.open(
                PROVIDER, new DisturbanceEvent.Opened(SIX, ANNA, SIX, 0, 20, "Grid A moves its servers today."));
    }

    @Test
    void aDeviationOpensADisturbanceByItselfWithABanner() {
        Disturbance open = openedByItself();
        assertThat(open.isOpen()).isTrue();
        assertThat(open.isByHand()).isFalse();
        assertThat(open.fromMillis()).isEqualTo(SIX);
        assertThat(open.banner())
                .isEqualTo("No data from Grid A for 12 of 20 streams, due since 2026-01-21T05:00:00Z.");
    }

    @Test
    void aProviderHasOneDisturbanceAtATime() {
        assertThat(byItself(openedByItself(), SIX + 120_000, SIX)).isNull();
        assertThat(byItself(openedByHand(), SIX + 120_000, SIX)).isNull();
    }

    @Test
    void itClosesByItselfWhenTheStreamsAreBack() {
        Disturbance open = openedByItself();
        Disturbance closed =
                open.apply(DisturbanceRules.whenInOrder(open, SIX + 300_000).orElseThrow());
        assertThat(closed.closedAtMillis()).isEqualTo(SIX + 300_000);
        assertThat(closed.isClosedByHand()).isFalse();
        assertThat(DisturbanceRules.whenInOrder(closed, SIX + 400_000)).isEmpty();
        assertThat(DisturbanceRules.whenInOrder(null, SIX)).isEmpty();
        assertThat(byItself(closed, SIX + 400_000, SIX)).isNotNull();
    }

    @Test
    void whatAPersonOpenedAPersonCloses() {
        Disturbance open = openedByHand();
        assertThat(open.isByHand()).isTrue();
        assertThat(DisturbanceRules.whenInOrder(open, SIX + 300_000)).isEmpty();
        Disturbance closed = open.apply(new DisturbanceEvent.Closed(SIX + 400_000, ANNA));
        assertThat(closed.isOpen()).isFalse();
        assertThat(closed.isClosedByHand()).isTrue();
    }

    @Test
    void whatAPersonClosedStaysClosedUntilAnotherDeviationBegins() {
        Disturbance closed = openedByItself().apply(new DisturbanceEvent.Closed(SIX + 120_000, ANNA));
        assertThat(byItself(closed, SIX + 180_000, SIX)).isNull();
        assertThat(byItself(closed, SIX + 86_400_000, SIX + 86_400_000)).isNotNull();
    }

    @Test
    void theBannerCanBeReworded() {
        Disturbance open = openedByItself()
                .apply(new DisturbanceEvent.BannerChanged(SIX + 90_000, ANNA, "Grid A is mending its export."));
        assertThat(open.banner()).isEqualTo("Grid A is mending its export.");
        assertThat(open.history()).hasSize(2);
    }

    @Test
    void theHistoryKeepsWhoDidWhat() {
        Disturbance closed = openedByHand().apply(new DisturbanceEvent.Closed(SIX + 400_000, ANNA));
        assertThat(closed.history()).extracting(DisturbanceEvent::by).containsExactly(ANNA, ANNA);
        assertThat(openedByItself().history())
                .extracting(DisturbanceEvent::by)
                .containsExactly(DisturbanceEvent.BY_ITSELF);
        assertThat(openedByItself().closedAtMillis()).isEqualTo(Period.STILL_OPEN);
    }

    @Test
    void aClosedDisturbanceTakesNothingMoreAndAnOpenOneIsNotOpened() {
        Disturbance open = openedByItself();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open.apply(open.history().get(0)));
        Disturbance closed = open.apply(new DisturbanceEvent.Closed(SIX + 120_000, ANNA));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> closed.apply(new DisturbanceEvent.BannerChanged(SIX, ANNA, "x")))
                .withMessageContaining("closed");
    }

    @Test
    void textsAndHistoryAreBounded() {
        for (String banner : new String[] {"", " ", "x".repeat(1_001)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DisturbanceEvent.BannerChanged(SIX, ANNA, banner));
        }
        assertThat(DisturbanceRules.banner("x".repeat(5_000), SIX, 12, 20)).hasSizeLessThan(1_000);
        Disturbance open = openedByItself();
        while (open.history().size() < Disturbance.EVENTS_MAX) {
            open = open.apply(new DisturbanceEvent.BannerChanged(SIX, ANNA, "again"));
        }
        Disturbance full = open;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full.apply(new DisturbanceEvent.BannerChanged(SIX, ANNA, "again")))
                .withMessageContaining("1000");
        assertThat(full.apply(new DisturbanceEvent.Closed(SIX, ANNA)).isOpen()).isFalse();
    }
}
