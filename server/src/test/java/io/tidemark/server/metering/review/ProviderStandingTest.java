package io.tidemark.server.metering.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderStandingTest {

    @Test
    void theMostReceivingComponentsComeFirstThenTheMostAffectedThenTheName() {
        ProviderStanding small = new ProviderStanding(0, "Aachen", 5, 5);
        ProviderStanding large = new ProviderStanding(1, "Zwolle", 900, 1);
        ProviderStanding tiedMoreAffected = new ProviderStanding(2, "Yverdon", 40, 7);
        ProviderStanding tiedByNameFirst = new ProviderStanding(3, "Borås", 40, 3);
        ProviderStanding tiedByNameLast = new ProviderStanding(4, "Cadiz", 40, 3);
        ProviderStanding empty = new ProviderStanding(5, "Aarhus", 0, 0);
        assertThat(ProviderStanding.byPriority(
                        List.of(empty, tiedByNameLast, small, tiedByNameFirst, large, tiedMoreAffected)))
                .containsExactly(large, tiedMoreAffected, tiedByNameFirst, tiedByNameLast, small, empty);
    }

    @Test
    void twoOfOneNameKeepTheirOrderByNumber() {
        ProviderStanding one = new ProviderStanding(1, "Grid", 4, 0);
        ProviderStanding two = new ProviderStanding(2, "Grid", 4, 0);
        assertThat(ProviderStanding.byPriority(List.of(two, one))).containsExactly(one, two);
    }
}
