package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.v1.EstimationCreate;
import io.tidemark.v1.EstimationMethod;
import io.tidemark.v1.EstimationSettings;
import io.tidemark.v1.InnerInitialMeasurement;
import io.tidemark.v1.RollingDelayFrom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the settings of periodic estimation. What is not given stays unset, so that the server's default holds. */
final class EstimationReader {

    private static final Map<String, EstimationCreate> CREATE = new LinkedHashMap<>();

    static {
        CREATE.put("INITIAL_MEASUREMENT", EstimationCreate.CREATE_INITIAL_MEASUREMENT);
        CREATE.put("TO_DO", EstimationCreate.CREATE_TO_DO);
        CREATE.put("BOTH", EstimationCreate.CREATE_BOTH);
    }

    private static final Map<String, EstimationMethod> METHOD =
            Words.named(EstimationMethod.ROLLING_DELAY, EstimationMethod.PREDICTABLE_CUTOFF);
    private static final Map<String, RollingDelayFrom> DELAY_FROM = Words.of(
            "LATEST_CONTIGUOUS", RollingDelayFrom.FROM_LATEST_CONTIGUOUS, "LATEST", RollingDelayFrom.FROM_LATEST);
    private static final Map<String, InnerInitialMeasurement> INNER =
            Words.named(InnerInitialMeasurement.SKIP_GAP, InnerInitialMeasurement.SPLIT_GAP);

    private EstimationReader() {}

    static EstimationSettings read(Fields fields) {
        EstimationSettings.Builder settings = EstimationSettings.newBuilder();
        EstimationCreate create = fields.oneOf("create", CREATE);
        if (create != null) {
            settings.setCreate(create);
        }
        Integer days = fields.integer("maxDaysToEstimate");
        if (days != null) {
            settings.setMaxDaysToEstimate(days);
        }
        Integer hoursToEstimate = fields.integer("hoursToEstimate");
        if (hoursToEstimate != null) {
            settings.setHoursToEstimate(hoursToEstimate);
        }
        interval(fields, settings);
        scalar(fields, settings);
        fields.end();
        return settings.build();
    }

    private static void interval(Fields fields, EstimationSettings.Builder settings) {
        EstimationMethod method = fields.oneOf("method", METHOD);
        if (method != null) {
            settings.setMethod(method);
        }
        Integer hoursToWait = fields.integer("hoursToWait");
        if (hoursToWait != null) {
            settings.setHoursToWait(hoursToWait);
        }
        settings.setCutOffTime(fields.text("cutOffTime", ""));
        RollingDelayFrom from = fields.oneOf("rollingDelayFrom", DELAY_FROM);
        if (from != null) {
            settings.setRollingDelayFrom(from);
        }
        InnerInitialMeasurement inner = fields.oneOf("innerInitialMeasurement", INNER);
        if (inner != null) {
            settings.setInnerInitialMeasurement(inner);
        }
    }

    private static void scalar(Fields fields, EstimationSettings.Builder settings) {
        Integer hoursBetween = fields.integer("hoursBetweenMeasurements");
        if (hoursBetween != null) {
            settings.setHoursBetweenMeasurements(hoursBetween);
        }
        settings.setFirstDailyMeasurementTime(fields.text("firstDailyMeasurementTime", ""));
        Duration early = fields.duration("earlyThreshold");
        if (early != null) {
            settings.setEarlyThreshold(Wire.duration(early));
        }
        Duration late = fields.duration("lateThreshold");
        if (late != null) {
            settings.setLateThreshold(Wire.duration(late));
        }
        Integer hoursBefore = fields.integer("hoursBeforeEstimation");
        if (hoursBefore != null) {
            settings.setHoursBeforeEstimation(hoursBefore);
        }
        settings.setEvaluateInstallationEventOffPeriod(fields.flag("evaluateInstallationEventOffPeriod"));
    }
}
