package io.tidemark.server.ingest;

import io.tidemark.server.registry.Applied;
import io.tidemark.server.registry.ChangeLog;
import io.tidemark.server.registry.Outcome;
import java.util.concurrent.CompletableFuture;

/** The registry's way into the commit log. */
public final class LoggedChanges implements ChangeLog {

    private final CommitLog log;
    private final PositionTokens tokens;

    /** Hands changes to this log. */
    public LoggedChanges(CommitLog log, PositionTokens tokens) {
        this.log = log;
        this.tokens = tokens;
    }

    @Override
    public CompletableFuture<Applied> submit(byte recordType, byte[] payload) {
        return SubmittedChange.submit(log, recordType, payload)
                .thenApply(done -> new Applied((Outcome) done.result(), tokens.of(done.position())));
    }
}
