package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewMessage;
import io.tidemark.v1.ReviewResolved;
import io.tidemark.v1.ReviewedComponent;
import io.tidemark.v1.ReviewedProvider;
import io.tidemark.v1.StreamFinding;
import java.util.ArrayList;
import java.util.List;

/** Puts the pieces of a review together. For one review and one thread. */
final class ReviewResult {

    private static final String FINDING = "FINDING_";
    private static final String OWNER = "CASE_OWNER_";
    private static final String CONTACT = "CASE_CONTACT_";

    private final List<Json.Obj> providers = new ArrayList<>();
    private final List<Json.Obj> messages = new ArrayList<>();
    private final List<Json.Obj> resolved = new ArrayList<>();
    private ReviewedProvider open;
    private List<Json.Obj> affected = new ArrayList<>();

    void add(ReviewChunk chunk) {
        for (ReviewedProvider provider : chunk.getProvidersList()) {
            if (open != null && !open.getProvider().equals(provider.getProvider())) {
                close();
            }
            open = provider;
            provider.getAffectedList().forEach(component -> affected.add(component(component)));
        }
        for (ReviewMessage message : chunk.getMessagesList()) {
            messages.add(Json.object()
                    .with("to", message.getTo())
                    .with("components", message.getComponents())
                    .end());
        }
        for (ReviewResolved one : chunk.getResolvedList()) {
            resolved.add(Json.object().with("component", one.getComponent()).end());
        }
    }

    private void close() {
        providers.add(Json.object()
                .with("provider", open.getProvider())
                .with("components", open.getComponents())
                .with("affected", affected)
                .end());
        affected = new ArrayList<>();
    }

    private static Json.Obj component(ReviewedComponent component) {
        List<Json.Obj> findings = new ArrayList<>();
        for (StreamFinding finding : component.getFindingsList()) {
            findings.add(Json.object()
                    .with("finding", finding.getFinding().name().substring(FINDING.length()))
                    .with("from", Shapes.instant(finding.getFromMillis()))
                    .with("to", Shapes.instant(finding.getToMillis()))
                    .with("missing", finding.getMissing())
                    .with("expected", finding.getExpected())
                    .end());
        }
        return Json.object()
                .with("component", component.getComponent())
                .with("findings", findings)
                .with("coverage", component.getCoverageHundredths() / 100.0)
                .with("owner", component.getOwner().name().substring(OWNER.length()))
                .with("contact", component.getContact().name().substring(CONTACT.length()))
                .with("reminder", component.getReminder())
                .end();
    }

    /** The result, when all pieces were added. */
    Json.Obj end() {
        if (open != null) {
            close();
            open = null;
        }
        return Json.object()
                .with("providers", providers)
                .with("messages", messages)
                .with("resolved", resolved)
                .end();
    }
}
