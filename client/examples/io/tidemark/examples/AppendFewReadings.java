package io.tidemark.examples;

import io.tidemark.client.AppendClient;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.v1.AppendReadingsResponse;
import java.time.Instant;
import java.util.List;

/** Appends a few readings by id, without a stream. Sending them again changes nothing. */
public final class AppendFewReadings {

    private AppendFewReadings() {}

    public static void main(String[] args) {
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET)) {
            Instant noon = Instant.parse("2026-04-13T12:00:00Z");
            AppendReadingsResponse answer =
                    client.appends().append(List.of(AppendClient.reading("meter-17/import", noon, 4_031.5)));
            System.out.println(answer.getAcceptedCount() + " accepted");
            answer.getRejectedList().forEach(r -> System.out.println(r.getComponent() + ": " + r.getReason()));
        } catch (TidemarkException e) {
            System.err.println(e.code() + " " + e.reason() + ": " + e.getMessage());
        }
    }
}
