package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.FilledRead;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import java.util.List;

/** Fills scalar initial measurements. */
public final class ScalarFilling {

    private ScalarFilling() {}

    /**
     * Offers one initial measurement to the rules of its component. The same arguments give the same result; nothing is
     * changed. Where a good read has arrived at the very instant there is nothing to estimate: no value, no exception.
     *
     * @param rules for scalars
     * @param atMillis the instant of the initial measurement, epoch milliseconds
     * @throws IllegalArgumentException when the list is not for scalars
     */
    public static FilledRead fill(ScalarComponent component, RuleList rules, long atMillis) {
        if (rules.kind() != SeriesKind.SCALAR) {
            throw new IllegalArgumentException("rules for intervals cannot fill a scalar");
        }
        Register register = component.register();
        Read there = register.at(atMillis);
        if (Register.isGood(there)) {
            return new FilledRead(
                    atMillis,
                    Double.NaN,
                    there.condition(),
                    null,
                    null,
                    List.of(Dependency.onRegister(register.number(), atMillis, atMillis)),
                    null);
        }
        ScalarDraft draft = new ScalarDraft(component, atMillis);
        for (RuleSettings settings : rules.rules()) {
            if (draft.isOpen()) {
                apply(settings, component, draft);
            }
        }
        return draft.finish();
    }

    private static void apply(RuleSettings settings, ScalarComponent component, ScalarDraft draft) {
        if (draft.before() == null) {
            draft.refuse(settings.rule(), "no good read of the same device before it");
            return;
        }
        switch (settings.rule()) {
            case SCALAR_FROM_INTERVALS -> FromIntervals.apply(component, draft);
            case SCALAR_HISTORY -> History.apply(component, draft);
            case SCALAR_PRORATION -> Proration.apply(component, draft);
            default -> throw new IllegalArgumentException(settings.rule() + " cannot fill a scalar");
        }
    }
}
