package io.tidemark.server.registry.form;

import io.tidemark.server.metering.review.Cadence;
import io.tidemark.server.refusal.Refusal;

/** When a component's data come, as texts in its message. They are kept as texts; the rules read them. */
final class CadenceForm {

    private CadenceForm() {}

    static void check(io.tidemark.v1.MeasuringComponent message, FieldPath path) {
        Fields.checkLength(path, "cadence", message.getCadence(), Limits.CADENCE_CHARS_MAX);
        Fields.checkLength(path, "due_after", message.getDueAfter(), Limits.CADENCE_CHARS_MAX);
        if (!message.getCadence().isEmpty()) {
            check(path.field("cadence"), message.getCadence(), message.getCadence(), null);
        }
        if (!message.getDueAfter().isEmpty()) {
            check(path.field("due_after"), message.getDueAfter(), null, message.getDueAfter());
        }
    }

    private static void check(FieldPath path, String value, String cadence, String dueAfter) {
        try {
            Cadence.parse(cadence, dueAfter, 0);
        } catch (IllegalArgumentException cannotBe) {
            throw Refusal.invalid(Reason.BAD_CADENCE, path.toString(), '"' + value + '"', cannotBe.getMessage());
        }
    }
}
