package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.portfolio.ReadingsEntry;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import java.util.List;

/** Sends readings with their components' ids as text, request after request. */
public final class ReadingsSender {

    /** Readings in one request; the most the server takes. */
    static final int REQUEST_READINGS_MAX = 10_000;

    private ReadingsSender() {}

    /**
     * Sends all readings in order and waits until they are durable.
     *
     * @param tally where the answers are added up
     * @throws io.grpc.StatusRuntimeException when a request is refused; those before it stay
     */
    public static void send(List<ReadingsEntry> readings, Session session, AppendTally tally) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        for (ReadingsEntry series : readings) {
            for (long i = 0; i < series.count(); i++) {
                request.addReadings(series.get(i));
                if (request.getReadingsCount() == REQUEST_READINGS_MAX) {
                    flush(request, session, tally);
                }
            }
        }
        if (request.getReadingsCount() > 0) {
            flush(request, session, tally);
        }
    }

    private static void flush(AppendReadingsRequest.Builder request, Session session, AppendTally tally) {
        AppendReadingsResponse answer = session.ingest().appendReadings(request.build());
        session.wrote(answer.getPosition());
        tally.add(answer);
        request.clear();
    }
}
