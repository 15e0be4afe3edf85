package io.tidemark.client.cli.csv;

import io.tidemark.client.AppendResult;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.RegistryClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.RejectionReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Puts readings into batches, sends them, and books the outcome of each, back to line and column. At most as many batches
 * wait for their outcome as the writer lets be in flight.
 */
final class BatchSender implements ReadingSink {

    private static final int BATCH_READINGS = 10_000;

    /** Where a reading came from and what it says. */
    private record Origin(long line, String column, String component, long timeMillis, double value, int condition) {}

    private record Sent(String input, List<Origin> origins, CompletableFuture<AppendResult> outcome) {}

    private final RegistryClient registry;
    private final ReadingWriter writer;
    private final ComponentMaker maker;
    private final Rejects rejects;
    private final Tally tally;
    private final int batchReadings;

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private String input = "";
    private List<Origin> collected = new ArrayList<>();

    BatchSender(RegistryClient registry, ReadingWriter writer, ComponentMaker maker, Rejects rejects, Tally tally) {
        this.registry = registry;
        this.writer = writer;
        this.maker = maker;
        this.rejects = rejects;
        this.tally = tally;
        this.batchReadings = Math.min(BATCH_READINGS, writer.limits().batchReadingsMax());
    }

    /** From here on readings come from this file. */
    void beginInput(String name) {
        send();
        input = name;
    }

    @Override
    public void reading(long line, String column, String component, long timeMillis, double value, int condition) {
        collected.add(new Origin(line, column, component, timeMillis, value, condition));
        if (collected.size() == batchReadings) {
            send();
        }
    }

    /** Sends what is left and waits for every outcome. */
    void finish() {
        send();
        while (!sent.isEmpty()) {
            book(sent.remove());
        }
    }

    private void send() {
        if (collected.isEmpty()) {
            return;
        }
        List<Origin> batch = collected;
        collected = new ArrayList<>(batchReadings);
        List<String> components = batch.stream().map(Origin::component).toList();
        int[] handles = registry.handles(components);
        if (maker.makeMissing(components, handles, firstMillis(batch))) {
            handles = registry.handles(components);
        }
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        List<Origin> origins = new ArrayList<>(batch.size());
        for (int i = 0; i < handles.length; i++) {
            Origin origin = batch.get(i);
            if (handles[i] == 0) {
                RejectionReason unknown = RejectionReason.UNKNOWN_COMPONENT;
                reject(input, origin, unknown.name(), RejectionWords.of(unknown));
            } else {
                origins.add(origin);
                columns.addHandle(handles[i])
                        .addTimeMillis(origin.timeMillis())
                        .addValue(origin.value())
                        .addCondition(origin.condition());
            }
        }
        if (!origins.isEmpty()) {
            sent.add(new Sent(input, origins, writer.append(columns.build())));
        }
        while (!sent.isEmpty() && sent.peek().outcome().isDone()) {
            book(sent.remove());
        }
    }

    private static long firstMillis(List<Origin> batch) {
        return batch.stream().mapToLong(Origin::timeMillis).min().orElseThrow();
    }

    private void book(Sent batch) {
        AppendResult result;
        try {
            result = batch.outcome().join();
        } catch (CompletionException e) {
            throw TidemarkException.from(e.getCause());
        }
        tally.accepted += result.accepted();
        tally.duplicate += result.duplicate();
        tally.unreported += result.reported() ? 0 : result.accepted();
        for (AppendResult.Rejection rejection : result.rejected()) {
            Origin origin = batch.origins().get(rejection.index());
            reject(batch.input(), origin, rejection.reason().name(), RejectionWords.of(rejection.reason()));
        }
    }

    private void reject(String file, Origin origin, String reason, String message) {
        rejects.add(
                file,
                origin.line(),
                origin.column(),
                origin.component(),
                Instant.ofEpochMilli(origin.timeMillis()).toString(),
                Double.toString(origin.value()),
                reason,
                message);
    }
}
