package io.tidemark.client.scenario;

import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.TideMark;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.client.scenario.step.Session;
import io.tidemark.v1.Entity;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.UpsertRequest;
import java.util.List;

/** Registers a portfolio and sets tide marks by hand. */
final class PortfolioSender {

    /** Entities in one request; the most the server takes. A portfolio up to here is registered whole or not at all. */
    static final int REQUEST_ENTITIES_MAX = 10_000;

    private PortfolioSender() {}

    /** Registers everything; throws the server's refusal. */
    static void register(Portfolio portfolio, Session session) {
        portfolio.master().ifPresent(master -> session.registry().updateMasterConfiguration(master));
        portfolio.feature().ifPresent(feature -> session.registry().updateFeatureConfiguration(feature));
        List<Entity> entities = portfolio.entities();
        for (int from = 0; from < entities.size(); from += REQUEST_ENTITIES_MAX) {
            int to = Math.min(entities.size(), from + REQUEST_ENTITIES_MAX);
            session.wrote(session.registry()
                    .upsert(UpsertRequest.newBuilder()
                            .addAllEntities(entities.subList(from, to))
                            .build())
                    .getPosition());
        }
    }

    /** Sets the marks that are instants, or clears those that are cleared. */
    static void mark(Portfolio portfolio, boolean cleared, Session session) {
        for (TideMark mark : portfolio.tideMarks()) {
            if (mark.isCleared() == cleared) {
                SetLatestContiguousRequest.Builder request =
                        SetLatestContiguousRequest.newBuilder().setComponent(mark.component());
                if (!cleared) {
                    request.setLatestContiguous(Wire.timestamp(mark.at()));
                }
                session.wrote(
                        session.readings().setLatestContiguous(request.build()).getPosition());
            }
        }
    }
}
