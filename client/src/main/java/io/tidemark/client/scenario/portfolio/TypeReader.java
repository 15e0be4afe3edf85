package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.FillingRule;
import io.tidemark.v1.FillingRuleKind;
import io.tidemark.v1.MeasuringComponentType;
import java.time.Duration;
import java.util.Map;

/**
 * Reads a measuring component type: hourly intervals unless the file says otherwise. What else is not given stays unset,
 * so that the server's default holds.
 */
final class TypeReader {

    private static final Map<String, ComponentKind> KIND = Words.named(ComponentKind.INTERVAL, ComponentKind.SCALAR);
    private static final Map<String, Accumulation> ACCUMULATION =
            Words.of("INTERVAL", Accumulation.INTERVAL_VALUES, "CUMULATIVE", Accumulation.CUMULATIVE);
    private static final Map<String, FillingRuleKind> RULE = Words.named(
            FillingRuleKind.ZERO_WHEN_SUPPRESSED,
            FillingRuleKind.INTERPOLATION,
            FillingRuleKind.LIKE_DAY,
            FillingRuleKind.SCALE_TO_REGISTER,
            FillingRuleKind.SCALAR_FROM_INTERVALS,
            FillingRuleKind.SCALAR_HISTORY,
            FillingRuleKind.SCALAR_PRORATION);

    private static final Duration INTERVAL_DEFAULT = Duration.ofHours(1);

    private TypeReader() {}

    static MeasuringComponentType read(Fields fields) {
        MeasuringComponentType.Builder type =
                MeasuringComponentType.newBuilder().setId(fields.text("id", "")).setUnit(fields.text("unit", ""));
        ComponentKind kind = fields.oneOf("kind", KIND);
        type.setKind(kind == null ? ComponentKind.INTERVAL : kind);
        Duration interval = fields.duration("interval");
        if (interval != null) {
            type.setInterval(Wire.duration(interval));
        } else if (type.getKind() == ComponentKind.INTERVAL) {
            type.setInterval(Wire.duration(INTERVAL_DEFAULT));
        }
        Accumulation accumulation = fields.oneOf("accumulation", ACCUMULATION);
        if (accumulation != null) {
            type.setAccumulation(accumulation);
        }
        for (Fields rule : fields.objects("rules")) {
            type.addRules(rule(rule));
        }
        register(fields, type);
        Fields estimation = fields.object("estimation");
        if (estimation != null) {
            type.setEstimation(EstimationReader.read(estimation));
        }
        fields.end();
        return type.build();
    }

    private static void register(Fields fields, MeasuringComponentType.Builder type) {
        Integer decimals = fields.integer("decimals");
        if (decimals != null) {
            type.setDecimals(decimals);
        }
        Double capacity = fields.number("registerCapacity");
        if (capacity != null) {
            type.setRegisterCapacity(capacity);
        }
        Double rate = fields.number("maximumRatePerHour");
        if (rate != null) {
            type.setMaximumRatePerHour(rate);
        }
        Double ratio = fields.number("rolloverRatio");
        if (ratio != null) {
            type.setRolloverRatio(ratio);
        }
    }

    private static FillingRule rule(Fields fields) {
        FillingRule.Builder rule = FillingRule.newBuilder();
        FillingRuleKind kind = fields.oneOf("rule", RULE);
        if (kind != null) {
            rule.setRule(kind);
        }
        Integer consecutive = fields.integer("consecutiveIntervalsMax");
        if (consecutive != null) {
            rule.setConsecutiveIntervalsMax(consecutive);
        }
        Integer back = fields.integer("lookBackWeeks");
        if (back != null) {
            rule.setLookBackWeeks(back);
        }
        Integer forward = fields.integer("lookForwardWeeks");
        if (forward != null) {
            rule.setLookForwardWeeks(forward);
        }
        Integer days = fields.integer("likeDaysMin");
        if (days != null) {
            rule.setLikeDaysMin(days);
        }
        fields.end();
        return rule.build();
    }
}
