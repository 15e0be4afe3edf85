package io.tidemark.server.metering.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionCodeTest {

    @Test
    void theTableOfTheSpecificationHasItsClasses() {
        assertThat(ConditionCode.classOf(101000)).isEqualTo(ConditionClass.MISSING);
        assertThat(ConditionCode.classOf(102000)).isEqualTo(ConditionClass.NO_READ);
        assertThat(ConditionCode.classOf(103000)).isEqualTo(ConditionClass.NO_READ);
        assertThat(ConditionCode.classOf(201000)).isEqualTo(ConditionClass.OUTAGE);
        for (int code = 301000; code <= 305000; code += 1000) {
            assertThat(ConditionCode.classOf(code)).isEqualTo(ConditionClass.ESTIMATED);
            assertThat(ConditionCode.isEstimatedHere(code)).isTrue();
        }
        assertThat(ConditionCode.classOf(401000)).isEqualTo(ConditionClass.ESTIMATED);
        assertThat(ConditionCode.isEstimatedHere(401000)).isFalse();
        assertThat(ConditionCode.classOf(501000)).isEqualTo(ConditionClass.REGULAR);
        assertThat(ConditionCode.classOf(601000)).isEqualTo(ConditionClass.MANUAL);
    }

    @Test
    void theClassFollowsFromTheRangeForCodesNobodyListed() {
        int[] firsts = {100000, 102000, 200000, 300000, 500000, 600000};
        int[] lasts = {101999, 199999, 299999, 499999, 599999, 999999};
        for (int i = 0; i < firsts.length; i++) {
            ConditionClass expected = ConditionClass.values()[i];
            assertThat(ConditionCode.classOf(firsts[i])).isEqualTo(expected);
            assertThat(ConditionCode.classOf(lasts[i])).isEqualTo(expected);
        }
        assertThat(ConditionCode.isValid(99999)).isFalse();
        assertThat(ConditionCode.isValid(100000)).isTrue();
        assertThat(ConditionCode.isValid(999999)).isTrue();
        assertThat(ConditionCode.isValid(1000000)).isFalse();
        assertThat(ConditionCode.isValid(ConditionCode.ABSENT)).isFalse();
    }

    @Test
    void theHelpersAgreeWithTheClassOnEveryCode() {
        for (int code = ConditionCode.CODE_MIN; code <= ConditionCode.CODE_MAX; code += 7) {
            ConditionClass of = ConditionCode.classOf(code);
            assertThat(ConditionCode.isEstimate(code)).isEqualTo(of == ConditionClass.ESTIMATED);
            assertThat(ConditionCode.isMeasured(code)).isEqualTo(of == ConditionClass.REGULAR);
            assertThat(ConditionCode.isManual(code)).isEqualTo(of == ConditionClass.MANUAL);
            assertThat(ConditionCode.isOutage(code)).isEqualTo(of == ConditionClass.OUTAGE);
            assertThat(ConditionCode.carriesValue(code)).isEqualTo(of.carriesValue());
        }
    }

    @Test
    void anEstimateNeverReplacesAnActualOrManualReading() {
        int[] weak = {101000, 102000, 103000, 201000, 301000, 305000, 401000};
        for (int code : weak) {
            assertThat(ConditionCode.mayReplace(ConditionCode.REGULAR, code)).isFalse();
            assertThat(ConditionCode.mayReplace(ConditionCode.MANUAL, code)).isFalse();
        }
    }

    @Test
    void anActualOrManualReadingReplacesAnythingAndTheLaterWordWinsBetweenThem() {
        int[] any = {0, 101000, 102000, 103000, 201000, 301000, 401000, 501000, 601000};
        for (int code : any) {
            assertThat(ConditionCode.mayReplace(code, ConditionCode.REGULAR)).isTrue();
            assertThat(ConditionCode.mayReplace(code, ConditionCode.MANUAL)).isTrue();
        }
    }

    @Test
    void theLaterWordWinsAmongEstimates() {
        assertThat(ConditionCode.mayReplace(301000, 302000)).isTrue();
        assertThat(ConditionCode.mayReplace(401000, 301000)).isTrue();
        assertThat(ConditionCode.mayReplace(301000, 102000)).isTrue();
        assertThat(ConditionCode.mayReplace(ConditionCode.ABSENT, 101000)).isTrue();
    }

    @Test
    void aTableAddsNamesAndNothingElse() {
        ConditionTable table = ConditionTable.standard().with(Map.of(302007, "Estimated - Profile"));
        assertThat(table.nameOf(302007)).isEqualTo("Estimated - Profile");
        assertThat(table.nameOf(102000)).isEqualTo("No Read - Disconnected");
        assertThat(table.nameOf(302008)).isEqualTo("ESTIMATED 302008");
        assertThat(ConditionTable.standard().names()).hasSize(12).doesNotContainKey(302007);
    }

    @Test
    void aNumberOutsideTheRangesIsRefusedByName() {
        assertThatThrownBy(() -> ConditionTable.standard().with(Map.of(1000000, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000")
                .hasMessageContaining("999999");
        assertThatThrownBy(() -> ConditionTable.standard().with(Map.of(501001, " ")))
                .hasMessageContaining("blank name");
    }
}
