package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.portfolio.ReadingsEntry;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.Reading;
import java.util.List;

/** Sends readings with their components' ids as text, request after request. For one thread. */
public final class ReadingsSender {

    /** Readings in one request; the most a server takes unless it is told otherwise. */
    static final int REQUEST_READINGS_MAX = 10_000;

    /** Size of the readings in one request, bytes; small enough for a server that was made for rehearsals. */
    static final int REQUEST_BYTES_MAX = 128 << 10;

    private final Session session;
    private final AppendTally tally;
    private final AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
    private int requestBytes;

    private ReadingsSender(Session session, AppendTally tally) {
        this.session = session;
        this.tally = tally;
    }

    /**
     * Sends all readings in order and waits until they are durable.
     *
     * @param tally where the answers are added up
     * @throws io.grpc.StatusRuntimeException when a request is refused; those before it stay
     */
    public static void send(List<ReadingsEntry> readings, Session session, AppendTally tally) {
        ReadingsSender sender = new ReadingsSender(session, tally);
        for (ReadingsEntry entry : readings) {
            for (long i = 0; i < entry.count(); i++) {
                sender.add(entry.get(i));
            }
        }
        if (sender.request.getReadingsCount() > 0) {
            sender.flush();
        }
    }

    private void add(Reading reading) {
        request.addReadings(reading);
        requestBytes += reading.getSerializedSize();
        if (requestBytes >= REQUEST_BYTES_MAX || request.getReadingsCount() == REQUEST_READINGS_MAX) {
            flush();
        }
    }

    private void flush() {
        AppendReadingsResponse answer = session.ingest().appendReadings(request.build());
        session.wrote(answer.getPosition());
        tally.add(answer);
        request.clear();
        requestBytes = 0;
    }
}
