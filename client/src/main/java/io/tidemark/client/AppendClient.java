package io.tidemark.client;

import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeleteReadingsResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.Reading;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.util.List;

/** The plain way in, for the small sender: a few readings by id, one request, one answer. A head-end uses a writer. */
public final class AppendClient {

    /** Most readings a request may hold. */
    public static final int READINGS_MAX = 10_000;

    private final TidemarkClient client;

    AppendClient(TidemarkClient client) {
        this.client = client;
    }

    /**
     * Appends readings, and waits until they are durable. Sending them again changes nothing.
     *
     * @param readings at most {@link #READINGS_MAX}
     * @return what became of them; those refused are named by index and reason
     * @throws TidemarkException when the request as a whole is refused
     */
    public AppendReadingsResponse append(List<Reading> readings) {
        AppendReadingsRequest request =
                AppendReadingsRequest.newBuilder().addAllReadings(readings).build();
        return TidemarkClient.call(
                () -> client.stub(IngestServiceGrpc::newBlockingStub).appendReadings(request));
    }

    /** A regular reading, for {@link #append}. */
    public static Reading reading(String component, Instant time, double value) {
        return Reading.newBuilder()
                .setComponent(component)
                .setTime(Times.timestamp(time))
                .setValue(value)
                .build();
    }

    /**
     * Deletes the readings of a component in a range, and waits until that is durable.
     *
     * @throws TidemarkException when it is refused
     */
    public DeleteReadingsResponse delete(String component, TimeRange range) {
        DeleteReadingsRequest request = DeleteReadingsRequest.newBuilder()
                .setComponent(component)
                .setRange(range)
                .build();
        return TidemarkClient.call(
                () -> client.stub(IngestServiceGrpc::newBlockingStub).deleteReadings(request));
    }
}
