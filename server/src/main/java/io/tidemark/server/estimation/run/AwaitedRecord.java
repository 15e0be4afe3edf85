package io.tidemark.server.estimation.run;

import io.tidemark.server.ingest.SubmittedChange;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A record on its way to the journal, and what to answer once it is durable and applied.
 *
 * @param <T> the answer
 */
final class AwaitedRecord<T> {

    private final CompletableFuture<SubmittedChange.Result> done;
    private final Function<SubmittedChange.Result, T> answer;

    /**
     * Waits for a record.
     *
     * @param answer null where there is nothing to say
     * @param wake runs when it is done, on the writer thread
     */
    AwaitedRecord(
            CompletableFuture<SubmittedChange.Result> done, Function<SubmittedChange.Result, T> answer, Runnable wake) {
        this.done = done;
        this.answer = answer;
        done.whenComplete((result, failed) -> wake.run());
    }

    boolean isDone() {
        return done.isDone();
    }

    /** The answer of one that is done; throws what stood in the way. */
    T answer() {
        return answer.apply(done.join());
    }
}
