package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import java.math.BigDecimal;

/** A straight line by time between the good reads before and after; nothing without the later one. */
final class Proration {

    private Proration() {}

    static void apply(ScalarComponent component, ScalarDraft draft) {
        Read before = draft.before();
        Read after = draft.after();
        if (after == null) {
            draft.refuse(FillingRule.SCALAR_PRORATION, "no good read of the same device after it");
            return;
        }
        BigDecimal difference = component.register().difference(before, after);
        if (difference == null) {
            draft.refuse(
                    FillingRule.SCALAR_PRORATION, "the register fell between the good reads and did not roll over");
            return;
        }
        draft.fill(
                difference.multiply(BigDecimal.valueOf(draft.atMillis() - before.atMillis())),
                BigDecimal.valueOf(after.atMillis() - before.atMillis()),
                new Evidence.Prorated(before, after));
        draft.restsOn(Dependency.onRegister(component.register().number(), before.atMillis(), after.atMillis()));
    }
}
