package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledRead;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.Register;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A scalar initial measurement while it is being filled, with the good reads around it. */
final class ScalarDraft {

    private final ScalarComponent component;
    private final long atMillis;
    private final Read before;
    private final Read after;
    private BigDecimal value;
    private Evidence evidence;
    private final Set<Dependency> dependencies = new LinkedHashSet<>();
    private final Map<FillingRule, String> refusals = new EnumMap<>(FillingRule.class);

    ScalarDraft(ScalarComponent component, long atMillis) {
        this.component = component;
        this.atMillis = atMillis;
        Register register = component.register();
        Read last = register.lastGoodAtOrBefore(atMillis - 1);
        Read next = register.firstGoodAtOrAfter(atMillis + 1);
        this.before = last != null && register.sameDevice(last.atMillis(), atMillis) ? last : null;
        this.after = next != null && register.sameDevice(atMillis, next.atMillis()) ? next : null;
        restsOn(Dependency.onRegister(register.number(), atMillis, atMillis));
    }

    long atMillis() {
        return atMillis;
    }

    /** The last good read of the same device; {@code null} when there is none. */
    Read before() {
        return before;
    }

    /** The next good read of the same device; {@code null} when there is none. */
    Read after() {
        return after;
    }

    boolean isOpen() {
        return value == null;
    }

    /**
     * Takes the estimate {@code before + numerator / denominator}: modulo the capacity, and cut to the decimals, because
     * a register shows only what it has counted whole.
     */
    void fill(BigDecimal numerator, BigDecimal denominator, Evidence why) {
        BigDecimal start = BigDecimal.valueOf(before.value());
        int decimals = component.decimals();
        BigDecimal sum;
        if (decimals >= 0) {
            sum = start.multiply(denominator).add(numerator).divide(denominator, decimals, RoundingMode.FLOOR);
        } else {
            sum = start.add(numerator.divide(denominator, MathContext.DECIMAL64));
        }
        value = component.register().counting().shown(sum);
        evidence = why;
        restsOn(Dependency.onRegister(component.register().number(), before.atMillis(), atMillis));
    }

    void restsOn(Dependency one) {
        dependencies.add(one);
    }

    void refuse(FillingRule rule, String why) {
        refusals.putIfAbsent(rule, why);
    }

    FilledRead finish() {
        if (value != null) {
            FillingRule rule = evidence.rule();
            return new FilledRead(
                    atMillis, value.doubleValue(), rule.condition(), rule, evidence, List.copyOf(dependencies), null);
        }
        StringBuilder message = new StringBuilder("no rule had a read for " + Instant.ofEpochMilli(atMillis));
        refusals.forEach(
                (rule, why) -> message.append("; ").append(rule).append(": ").append(why));
        return new FilledRead(
                atMillis,
                Double.NaN,
                ConditionCode.MISSING,
                null,
                null,
                List.copyOf(dependencies),
                new FillingProblem(FillingProblem.Reason.NO_VALUE_FOUND, message.toString()));
    }
}
