package io.tidemark.client.scenario;

import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.TideMark;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.client.scenario.step.Session;
import io.tidemark.v1.Entity;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.UpsertRequest;

/** Registers a portfolio and sets tide marks by hand. */
final class PortfolioSender {

    /** Entities in one request; the most a server takes unless it is told otherwise. */
    static final int REQUEST_ENTITIES_MAX = 10_000;

    /** Size of the entities in one request, bytes; small enough for a server that was made for rehearsals. */
    static final int REQUEST_BYTES_MAX = 128 << 10;

    private PortfolioSender() {}

    /** Registers everything; throws the server's refusal. A large portfolio goes in parts, and those before it stay. */
    static void register(Portfolio portfolio, Session session) {
        portfolio.master().ifPresent(master -> session.registry().updateMasterConfiguration(master));
        portfolio.feature().ifPresent(feature -> session.registry().updateFeatureConfiguration(feature));
        UpsertRequest.Builder request = UpsertRequest.newBuilder();
        int requestBytes = 0;
        for (Entity entity : portfolio.entities()) {
            request.addEntities(entity);
            requestBytes += entity.getSerializedSize();
            if (requestBytes >= REQUEST_BYTES_MAX || request.getEntitiesCount() == REQUEST_ENTITIES_MAX) {
                upsert(request, session);
                requestBytes = 0;
            }
        }
        if (request.getEntitiesCount() > 0) {
            upsert(request, session);
        }
    }

    private static void upsert(UpsertRequest.Builder request, Session session) {
        session.wrote(session.registry().upsert(request.build()).getPosition());
        request.clear();
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
