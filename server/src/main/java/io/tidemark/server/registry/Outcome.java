package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;

/**
 * What became of one change.
 *
 * @param created entities that came into being
 * @param updated entities that were replaced by different ones, or settings that changed; for a deletion 1
 * @param unchanged entities that were there already, just so
 * @param refusal why nothing at all was changed, null when the change was applied. A change that passed the check is
 *     refused when readings arrived between the check and the change; in recovery it is refused again
 */
public record Outcome(int created, int updated, int unchanged, Refusal refusal) {

    static Outcome applied(int created, int updated, int unchanged) {
        return new Outcome(created, updated, unchanged, null);
    }

    static Outcome refused(Refusal refusal) {
        return new Outcome(0, 0, 0, refusal);
    }

    /** Whether nothing was changed because it was refused. */
    public boolean isRefused() {
        return refusal != null;
    }
}
