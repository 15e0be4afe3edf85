package io.tidemark.server.registry.form;

import io.tidemark.server.metering.estimation.Creation;
import io.tidemark.server.metering.estimation.EstimationMethod;
import io.tidemark.server.metering.estimation.EstimationSettings;
import io.tidemark.server.metering.estimation.InnerInitialMeasurement;
import io.tidemark.server.metering.estimation.IntervalSettings;
import io.tidemark.server.metering.estimation.RollingDelayFrom;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.estimation.SettingsProblem;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.EstimationCreate;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Settings of periodic estimation as messages. A message has the settings of both kinds of types; all are checked, those of
 * the type's kind are kept.
 */
final class EstimationForm {

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private EstimationForm() {}

    static void check(io.tidemark.v1.EstimationSettings message, FieldPath path) {
        Fields.checkKnown(
                path, "create", message.getCreateValue(), message.getCreate() != EstimationCreate.UNRECOGNIZED);
        Fields.checkKnown(
                path,
                "method",
                message.getMethodValue(),
                message.getMethod() != io.tidemark.v1.EstimationMethod.UNRECOGNIZED);
        Fields.checkKnown(
                path,
                "rolling_delay_from",
                message.getRollingDelayFromValue(),
                message.getRollingDelayFrom() != io.tidemark.v1.RollingDelayFrom.UNRECOGNIZED);
        Fields.checkKnown(
                path,
                "inner_initial_measurement",
                message.getInnerInitialMeasurementValue(),
                message.getInnerInitialMeasurement() != io.tidemark.v1.InnerInitialMeasurement.UNRECOGNIZED);
        checkTimeOfDay(path, "cut_off_time", message.getCutOffTime());
        checkTimeOfDay(path, "first_daily_measurement_time", message.getFirstDailyMeasurementTime());
        Fields.checkWholeSeconds(path, "early_threshold", message.getEarlyThreshold());
        Fields.checkWholeSeconds(path, "late_threshold", message.getLateThreshold());
        refuseFirst(readInterval(message).problems(), path);
        refuseFirst(readScalar(message).problems(), path);
    }

    private static void checkTimeOfDay(FieldPath path, String name, String time) {
        if (!time.isEmpty() && !TIME_OF_DAY.matcher(time).matches()) {
            throw Refusal.invalid(
                    Reason.BAD_TIME_OF_DAY,
                    path.field(name).toString(),
                    '"' + time + '"',
                    "give a time of day from \"00:00\" to \"23:59\"");
        }
    }

    private static void refuseFirst(List<SettingsProblem> problems, FieldPath path) {
        if (!problems.isEmpty()) {
            SettingsProblem problem = problems.get(0);
            boolean isMeeting = problem.rule().contains("together");
            throw Refusal.invalid(
                            isMeeting ? Reason.TOLERANCE_WINDOWS_MEET : Reason.OUT_OF_RANGE,
                            path.field(Names.snakeCase(problem.field())).toString(),
                            problem.value(),
                            problem.rule())
                    .with("limit", problem.rule());
        }
    }

    static EstimationSettings read(io.tidemark.v1.EstimationSettings message, boolean isInterval) {
        return isInterval ? readInterval(message) : readScalar(message);
    }

    private static IntervalSettings readInterval(io.tidemark.v1.EstimationSettings message) {
        IntervalSettings byDefault = IntervalSettings.DEFAULT;
        return new IntervalSettings(
                creation(message),
                maxDays(message),
                message.getMethod() == io.tidemark.v1.EstimationMethod.PREDICTABLE_CUTOFF
                        ? EstimationMethod.PREDICTABLE_CUTOFF
                        : EstimationMethod.ROLLING_DELAY,
                message.hasHoursToWait() ? Fields.number(message.getHoursToWait()) : byDefault.hoursToWait(),
                message.hasHoursToEstimate()
                        ? Fields.number(message.getHoursToEstimate())
                        : byDefault.hoursToEstimate(),
                timeOfDay(message.getCutOffTime()),
                message.getRollingDelayFrom() == io.tidemark.v1.RollingDelayFrom.FROM_LATEST
                        ? RollingDelayFrom.LATEST
                        : RollingDelayFrom.LATEST_CONTIGUOUS,
                message.getInnerInitialMeasurement() == io.tidemark.v1.InnerInitialMeasurement.SPLIT_GAP
                        ? InnerInitialMeasurement.SPLIT_GAP
                        : InnerInitialMeasurement.SKIP_GAP);
    }

    private static ScalarSettings readScalar(io.tidemark.v1.EstimationSettings message) {
        ScalarSettings byDefault = ScalarSettings.DEFAULT;
        return new ScalarSettings(
                creation(message),
                maxDays(message),
                message.hasHoursBetweenMeasurements()
                        ? Fields.number(message.getHoursBetweenMeasurements())
                        : byDefault.hoursBetweenMeasurements(),
                timeOfDay(message.getFirstDailyMeasurementTime()),
                message.hasEarlyThreshold()
                        ? Duration.ofSeconds(message.getEarlyThreshold().getSeconds())
                        : byDefault.earlyThreshold(),
                message.hasLateThreshold()
                        ? Duration.ofSeconds(message.getLateThreshold().getSeconds())
                        : byDefault.lateThreshold(),
                message.hasHoursBeforeEstimation()
                        ? Fields.number(message.getHoursBeforeEstimation())
                        : byDefault.hoursBeforeEstimation(),
                message.hasHoursToEstimate()
                        ? Fields.number(message.getHoursToEstimate())
                        : byDefault.hoursToEstimate(),
                message.getEvaluateInstallationEventOffPeriod());
    }

    private static Creation creation(io.tidemark.v1.EstimationSettings message) {
        return switch (message.getCreate()) {
            case CREATE_TO_DO -> Creation.TO_DO;
            case CREATE_BOTH -> Creation.BOTH;
            default -> Creation.INITIAL_MEASUREMENT;
        };
    }

    private static OptionalInt maxDays(io.tidemark.v1.EstimationSettings message) {
        return message.hasMaxDaysToEstimate()
                ? OptionalInt.of(Fields.number(message.getMaxDaysToEstimate()))
                : OptionalInt.empty();
    }

    private static LocalTime timeOfDay(String text) {
        return text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    static io.tidemark.v1.EstimationSettings write(EstimationSettings settings) {
        io.tidemark.v1.EstimationSettings.Builder message = io.tidemark.v1.EstimationSettings.newBuilder()
                .setCreate(
                        switch (settings.create()) {
                            case INITIAL_MEASUREMENT -> EstimationCreate.CREATE_INITIAL_MEASUREMENT;
                            case TO_DO -> EstimationCreate.CREATE_TO_DO;
                            case BOTH -> EstimationCreate.CREATE_BOTH;
                        });
        settings.maxDaysToEstimate().ifPresent(message::setMaxDaysToEstimate);
        if (settings instanceof IntervalSettings interval) {
            write(interval, message);
        } else if (settings instanceof ScalarSettings scalar) {
            write(scalar, message);
        }
        return message.build();
    }

    private static void write(IntervalSettings settings, io.tidemark.v1.EstimationSettings.Builder message) {
        message.setMethod(
                        switch (settings.method()) {
                            case ROLLING_DELAY -> io.tidemark.v1.EstimationMethod.ROLLING_DELAY;
                            case PREDICTABLE_CUTOFF -> io.tidemark.v1.EstimationMethod.PREDICTABLE_CUTOFF;
                        })
                .setHoursToWait(settings.hoursToWait())
                .setHoursToEstimate(settings.hoursToEstimate())
                .setCutOffTime(settings.cutOffTime().toString())
                .setRollingDelayFrom(
                        switch (settings.rollingDelayFrom()) {
                            case LATEST_CONTIGUOUS -> io.tidemark.v1.RollingDelayFrom.FROM_LATEST_CONTIGUOUS;
                            case LATEST -> io.tidemark.v1.RollingDelayFrom.FROM_LATEST;
                        })
                .setInnerInitialMeasurement(
                        switch (settings.innerInitialMeasurement()) {
                            case SKIP_GAP -> io.tidemark.v1.InnerInitialMeasurement.SKIP_GAP;
                            case SPLIT_GAP -> io.tidemark.v1.InnerInitialMeasurement.SPLIT_GAP;
                        });
    }

    private static void write(ScalarSettings settings, io.tidemark.v1.EstimationSettings.Builder message) {
        message.setHoursBetweenMeasurements(settings.hoursBetweenMeasurements())
                .setFirstDailyMeasurementTime(
                        settings.firstDailyMeasurementTime().toString())
                .setEarlyThreshold(Fields.seconds(settings.earlyThreshold().toSeconds()))
                .setLateThreshold(Fields.seconds(settings.lateThreshold().toSeconds()))
                .setHoursBeforeEstimation(settings.hoursBeforeEstimation())
                .setHoursToEstimate(settings.hoursToEstimate())
                .setEvaluateInstallationEventOffPeriod(settings.evaluateInstallationEventOffPeriod());
    }
}
