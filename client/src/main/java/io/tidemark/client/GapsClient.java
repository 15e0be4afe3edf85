package io.tidemark.client;

import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.TimeRange;

/** Finds what is missing. */
public final class GapsClient {

    private final TidemarkClient client;

    GapsClient(TidemarkClient client) {
        this.client = client;
    }

    /**
     * Missing final measurements of a range, component by component, in time order; only time in which the component was
     * installed counts. A component without a gap does not come.
     */
    public Query<ComponentGaps> list(ComponentSelection selection, TimeRange range) {
        return list(selection, range, Position.NOW);
    }

    /** The same, as soon as everything up to a position is visible. */
    public Query<ComponentGaps> list(ComponentSelection selection, TimeRange range, Position atLeast) {
        ListGapsRequest request = ListGapsRequest.newBuilder()
                .setSelection(selection)
                .setRange(range)
                .setAtLeast(atLeast.token())
                .build();
        return client.query(GapsServiceGrpc.getListGapsMethod(), request, SeriesSplitter::gaps);
    }
}
