package io.tidemark.server.registry.form;

import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;

/** Measuring component types as messages. */
public final class MeasuringComponentTypeForm {

    /** Part of the reading before below which a register has rolled over, where a type says nothing. */
    private static final double ROLLOVER_RATIO_DEFAULT = 0.1;

    private static final long DAY_SECONDS = IntervalGrid.DAY_MILLIS / 1_000;

    private MeasuringComponentTypeForm() {}

    static void check(io.tidemark.v1.MeasuringComponentType message, FieldPath path) {
        Fields.checkId(path, "id", message.getId());
        checkKind(message, path);
        Fields.checkKnown(
                path,
                "accumulation",
                message.getAccumulationValue(),
                message.getAccumulation() != Accumulation.UNRECOGNIZED);
        checkNumbers(message, path);
        FillingRulesForm.check(message.getRulesList(), seriesKind(message), path);
        EstimationForm.check(message.getEstimation(), path.field("estimation"));
        Fields.checkLength(path, "unit", message.getUnit(), Limits.UNIT_CHARS_MAX);
    }

    private static void checkKind(io.tidemark.v1.MeasuringComponentType message, FieldPath path) {
        switch (message.getKind()) {
            case INTERVAL -> checkInterval(message, path);
            case SCALAR -> {
                if (message.hasInterval()) {
                    throw Fields.doesNotApply(
                            path,
                            "interval",
                            message.getInterval().getSeconds() + " s",
                            "scalars are read at arbitrary instants");
                }
            }
            case COMPONENT_KIND_UNSPECIFIED -> throw Fields.missing(path, "kind");
            case UNRECOGNIZED -> Fields.checkKnown(path, "kind", message.getKindValue(), false);
        }
    }

    private static void checkInterval(io.tidemark.v1.MeasuringComponentType message, FieldPath path) {
        if (!message.hasInterval()) {
            throw Fields.missing(path, "interval");
        }
        Fields.checkWholeSeconds(path, "interval", message.getInterval());
        long seconds = message.getInterval().getSeconds();
        if (seconds < 1 || seconds > DAY_SECONDS || DAY_SECONDS % seconds != 0) {
            throw Refusal.invalid(
                            Reason.INTERVAL_DOES_NOT_DIVIDE_DAY,
                            path.field("interval").toString(),
                            seconds + " s",
                            "give 1 s to " + DAY_SECONDS + " s, a divisor of a day, such as 900 s")
                    .with("limit", "a divisor of " + DAY_SECONDS + " s");
        }
    }

    private static void checkNumbers(io.tidemark.v1.MeasuringComponentType message, FieldPath path) {
        if (message.hasDecimals()) {
            Fields.checkRange(path, "decimals", Integer.toUnsignedLong(message.getDecimals()), 0, Limits.DECIMALS_MAX);
        }
        if (message.hasRegisterCapacity()) {
            if (message.getAccumulation() != Accumulation.CUMULATIVE) {
                throw Fields.doesNotApply(
                        path,
                        "register_capacity",
                        message.getRegisterCapacity(),
                        "only CUMULATIVE types have a register");
            }
            checkAboveZero(path, "register_capacity", message.getRegisterCapacity());
        }
        if (message.hasMaximumRatePerHour()) {
            checkAboveZero(path, "maximum_rate_per_hour", message.getMaximumRatePerHour());
        }
        double ratio = message.hasRolloverRatio() ? message.getRolloverRatio() : ROLLOVER_RATIO_DEFAULT;
        if (!(ratio > 0 && ratio < 1)) {
            throw Refusal.invalid(
                    Reason.OUT_OF_RANGE,
                    path.field("rollover_ratio").toString(),
                    ratio,
                    "give a number above 0 and below 1");
        }
    }

    private static void checkAboveZero(FieldPath path, String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw Refusal.invalid(
                    Reason.OUT_OF_RANGE, path.field(name).toString(), value, "give a finite number above 0");
        }
    }

    private static SeriesKind seriesKind(io.tidemark.v1.MeasuringComponentType message) {
        if (message.getKind() != ComponentKind.INTERVAL) {
            return SeriesKind.SCALAR;
        }
        return message.getAccumulation() == Accumulation.CUMULATIVE
                ? SeriesKind.INTERVAL_REGISTER
                : SeriesKind.INTERVAL_VALUES;
    }

    static MeasuringComponentType read(io.tidemark.v1.MeasuringComponentType message) {
        return new MeasuringComponentType(
                message.getId(),
                message.getKind() == ComponentKind.INTERVAL
                        ? Math.toIntExact(message.getInterval().getSeconds() * 1_000)
                        : 0,
                message.getAccumulation() == Accumulation.CUMULATIVE,
                message.hasDecimals() ? message.getDecimals() : MeasuringComponentType.NOT_KNOWN,
                message.hasRegisterCapacity() ? message.getRegisterCapacity() : Double.NaN,
                message.hasMaximumRatePerHour() ? message.getMaximumRatePerHour() : Double.NaN,
                message.hasRolloverRatio() ? message.getRolloverRatio() : ROLLOVER_RATIO_DEFAULT,
                EstimationForm.read(message.getEstimation(), message.getKind() == ComponentKind.INTERVAL),
                FillingRulesForm.read(message.getRulesList(), seriesKind(message)),
                message.getUnit());
    }

    /** The type as a message. */
    public static io.tidemark.v1.MeasuringComponentType write(MeasuringComponentType type) {
        io.tidemark.v1.MeasuringComponentType.Builder message = io.tidemark.v1.MeasuringComponentType.newBuilder()
                .setId(type.id())
                .setKind(type.isInterval() ? ComponentKind.INTERVAL : ComponentKind.SCALAR)
                .setAccumulation(type.isCumulative() ? Accumulation.CUMULATIVE : Accumulation.INTERVAL_VALUES)
                .setRolloverRatio(type.rolloverRatio())
                .setEstimation(EstimationForm.write(type.estimation()))
                .addAllRules(FillingRulesForm.write(type.rules()))
                .setUnit(type.unit());
        if (type.isInterval()) {
            message.setInterval(Fields.seconds(type.intervalMillis() / 1_000));
        }
        if (type.decimals() != MeasuringComponentType.NOT_KNOWN) {
            message.setDecimals(type.decimals());
        }
        if (!Double.isNaN(type.registerCapacity())) {
            message.setRegisterCapacity(type.registerCapacity());
        }
        if (!Double.isNaN(type.maximumRatePerHour())) {
            message.setMaximumRatePerHour(type.maximumRatePerHour());
        }
        return message.build();
    }
}
