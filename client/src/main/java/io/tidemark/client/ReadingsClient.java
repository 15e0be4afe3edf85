package io.tidemark.client;

import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Gets readings as they are stored, and says how far they go. */
public final class ReadingsClient {

    private final TidemarkClient client;

    ReadingsClient(TidemarkClient client) {
        this.client = client;
    }

    /** The readings of a range, component by component, in time order. */
    public Query<ReadingSeries> read(ComponentSelection selection, TimeRange range) {
        return read(selection, range, Position.NOW);
    }

    /** The same, as soon as everything up to a position is visible. */
    public Query<ReadingSeries> read(ComponentSelection selection, TimeRange range, Position atLeast) {
        ReadReadingsRequest request = ReadReadingsRequest.newBuilder()
                .setSelection(selection)
                .setRange(range)
                .setAtLeast(atLeast.token())
                .build();
        return client.query(ReadingsServiceGrpc.getReadReadingsMethod(), request, SeriesSplitter::readings);
    }

    /** The latest contiguous and the latest measurement of each component. */
    public Query<LatestMark> latest(ComponentSelection selection) {
        return latest(selection, Position.NOW);
    }

    /** The same, as soon as everything up to a position is visible. */
    public Query<LatestMark> latest(ComponentSelection selection, Position atLeast) {
        ReadLatestRequest request = ReadLatestRequest.newBuilder()
                .setSelection(selection)
                .setAtLeast(atLeast.token())
                .build();
        return client.query(ReadingsServiceGrpc.getReadLatestMethod(), request, SeriesSplitter::marks);
    }

    /**
     * Sets a component's latest contiguous measurement by hand, as when history is migrated from elsewhere.
     *
     * @param latestContiguous on the grid of an interval component; null clears it
     * @return a position from which on queries see it
     * @throws TidemarkException when it is refused
     */
    public Position setLatestContiguous(String component, Instant latestContiguous) {
        SetLatestContiguousRequest.Builder request =
                SetLatestContiguousRequest.newBuilder().setComponent(component);
        if (latestContiguous != null) {
            request.setLatestContiguous(Times.timestamp(latestContiguous));
        }
        return new Position(TidemarkClient.call(() -> client.stub(ReadingsServiceGrpc::newBlockingStub)
                .setLatestContiguous(request.build())
                .getPosition()));
    }
}
