package io.tidemark.client.scenario.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.JsonFile;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.EstimationCreate;
import io.tidemark.v1.EstimationMethod;
import io.tidemark.v1.FillingRuleKind;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.SuppressionStatus;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PortfolioReaderTest {

    private static Portfolio read(String text) {
        try {
            Fields fields = JsonFile.read("plan.json", new StringReader(text));
            Portfolio portfolio = PortfolioReader.read(fields);
            fields.end();
            return portfolio;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_documented_key_reaches_the_contract() {
        Portfolio portfolio = read("""
                {"masterConfiguration": {"fillMissingDataWithZero": true},
                 "featureConfiguration": {"hoursInPastToRetrieveLastUsableMeasurement": 744},
                 "providers": [{"id": "grid-a", "name": "Grid A"}],
                 "measuringComponentTypes": [
                   {"id": "hourly", "kind": "INTERVAL", "interval": "PT1H", "accumulation": "CUMULATIVE",
                    "rules": [{"rule": "INTERPOLATION", "consecutiveIntervalsMax": 8}, {"rule": "LIKE_DAY"}],
                    "decimals": 2, "registerCapacity": 100000, "maximumRatePerHour": 50, "rolloverRatio": 0.2,
                    "estimation": {"create": "BOTH", "maxDaysToEstimate": 30, "method": "PREDICTABLE_CUTOFF",
                      "hoursToWait": 24, "hoursToEstimate": 12, "cutOffTime": "06:00",
                      "rollingDelayFrom": "LATEST", "innerInitialMeasurement": "SPLIT_GAP",
                      "hoursBetweenMeasurements": 6, "firstDailyMeasurementTime": "01:00",
                      "earlyThreshold": "PT5M", "lateThreshold": "PT7M", "hoursBeforeEstimation": 12,
                      "evaluateInstallationEventOffPeriod": true}}],
                 "servicePoints": [{"id": "sp1", "timeZone": "America/New_York", "provider": "grid-a",
                   "estimationEligible": false,
                   "suppressions": [{"from": "2026-01-10T00:00:00Z", "to": null, "status": "CLOSED"}]}],
                 "deviceConfigurations": [{"id": "dc1", "device": "meter-1", "incomingDataShift": "ALWAYS_LOCAL",
                   "effectiveFrom": null, "effectiveTo": "2027-01-01T00:00:00Z"}],
                 "installEvents": [{"deviceConfiguration": "dc1", "servicePoint": "sp1",
                   "installedAt": "2026-04-01T05:00:00Z", "removedAt": null,
                   "off": [{"from": "2026-04-10T11:00:00Z", "to": null}],
                   "installReadings": {"mc1": 3}, "removalReadings": {"mc1": 50020}}],
                 "measuringComponents": [
                   {"id": "mc1", "type": "hourly", "deviceConfigurations": ["dc1"],
                    "latestContiguous": "2026-04-02T00:00:00Z", "cadence": "P1M", "dueAfter": "P14D"},
                   {"id": "mc2", "type": "hourly", "latestContiguous": "UNSET"}]}
                """);

        assertThat(portfolio.master().orElseThrow().getFillMissingDataWithZero())
                .isTrue();
        assertThat(portfolio.feature().orElseThrow().getHoursInPastToRetrieveLastUsableMeasurement())
                .isEqualTo(744);
        assertThat(portfolio.entities())
                .extracting(Entity::getEntityCase)
                .containsExactly(
                        Entity.EntityCase.PROVIDER,
                        Entity.EntityCase.MEASURING_COMPONENT_TYPE,
                        Entity.EntityCase.SERVICE_POINT,
                        Entity.EntityCase.DEVICE_CONFIGURATION,
                        Entity.EntityCase.MEASURING_COMPONENT,
                        Entity.EntityCase.MEASURING_COMPONENT,
                        Entity.EntityCase.INSTALL_EVENT);
        MeasuringComponentType type = portfolio.entities().get(1).getMeasuringComponentType();
        assertThat(type.getAccumulation()).isEqualTo(Accumulation.CUMULATIVE);
        assertThat(type.getInterval().getSeconds()).isEqualTo(3600);
        assertThat(type.getRules(0).getConsecutiveIntervalsMax()).isEqualTo(8);
        assertThat(type.getRules(1).getRule()).isEqualTo(FillingRuleKind.LIKE_DAY);
        assertThat(type.getRolloverRatio()).isEqualTo(0.2);
        assertThat(type.getEstimation().getCreate()).isEqualTo(EstimationCreate.CREATE_BOTH);
        assertThat(type.getEstimation().getMethod()).isEqualTo(EstimationMethod.PREDICTABLE_CUTOFF);
        assertThat(type.getEstimation().getLateThreshold().getSeconds()).isEqualTo(420);
        assertThat(type.getEstimation().getEvaluateInstallationEventOffPeriod()).isTrue();
        ServicePoint point = portfolio.entities().get(2).getServicePoint();
        assertThat(point.getEstimationEligible()).isFalse();
        assertThat(point.getSuppressions(0).getStatus()).isEqualTo(SuppressionStatus.SUPPRESSION_CLOSED);
        assertThat(point.getSuppressions(0).hasTo()).isFalse();
        assertThat(portfolio.entities().get(3).getDeviceConfiguration().hasEffectiveFrom())
                .isFalse();
        InstallEvent event = portfolio.entities().get(6).getInstallEvent();
        assertThat(event.getInstallReadings(0).getComponent()).isEqualTo("mc1");
        assertThat(event.getRemovalReadings(0).getValue()).isEqualTo(50020);
        assertThat(event.getOff(0).hasTo()).isFalse();
        assertThat(portfolio.tideMarks())
                .containsExactly(new TideMark("mc1", Instant.parse("2026-04-02T00:00:00Z")), new TideMark("mc2", null));
        assertThat(portfolio.components()).containsExactly("mc1", "mc2");
        assertThat(portfolio.shape("mc1")).isEqualTo(new ComponentShape(true, Duration.ofHours(1)));
    }

    @Test
    void what_is_left_out_has_the_documented_default() {
        Portfolio portfolio = read("""
                {"measuringComponentTypes": [{"id": "t"}, {"id": "s", "kind": "SCALAR"}],
                 "servicePoints": [{"id": "sp", "timeZone": "UTC", "suppressions": [{"from": "2026-01-01T00:00:00Z"}]}],
                 "deviceConfigurations": [{"id": "dc"}]}
                """);
        MeasuringComponentType hourly = portfolio.entities().get(0).getMeasuringComponentType();
        assertThat(hourly.getKind()).isEqualTo(ComponentKind.INTERVAL);
        assertThat(hourly.getInterval().getSeconds()).isEqualTo(3600);
        assertThat(hourly.hasEstimation()).isFalse();
        assertThat(portfolio.entities().get(1).getMeasuringComponentType().hasInterval())
                .isFalse();
        ServicePoint point = portfolio.entities().get(2).getServicePoint();
        assertThat(point.getEstimationEligible()).isTrue();
        assertThat(point.getSuppressions(0).getStatus()).isEqualTo(SuppressionStatus.SUPPRESSION_OPEN);
        assertThat(portfolio.entities().get(3).getDeviceConfiguration().getDevice())
                .isEqualTo("dc");
        assertThat(portfolio.master()).isEmpty();
    }

    @Test
    void a_key_that_is_misspelt_at_any_depth_is_refused() {
        assertThatThrownBy(() -> read("{\"providers\": [{\"id\": \"a\", \"nmae\": \"A\"}]}"))
                .hasMessageContaining("providers[0].nmae");
        assertThatThrownBy(() -> read("{\"measuringComponentTypes\": [{\"estimation\": {\"hourstowait\": 4}}]}"))
                .hasMessageContaining("measuringComponentTypes[0].estimation.hourstowait");
        assertThatThrownBy(() -> read("{\"installEvents\": [{\"off\": [{\"until\": null}]}]}"))
                .hasMessageContaining("installEvents[0].off[0].until");
        assertThatThrownBy(() -> read("{\"masterConfig\": {}}")).hasMessageContaining("masterConfig: unknown key");
    }
}
