package io.tidemark.server.ingest;

import io.tidemark.server.shard.State;
import io.tidemark.server.store.MemoryNeed;
import io.tidemark.server.store.StoreBudget;
import java.time.Clock;

/**
 * What the streams and calls of ingest share.
 *
 * @param state what there is
 * @param log takes changes in
 * @param sessions the open streams
 * @param tokens positions as clients see them
 * @param limits bounds of ingest
 * @param memoryNeed says what a batch may need
 * @param memoryBudget says what there is
 * @param clock tells what lies too far in the future
 */
public record IngestRoom(
        State state,
        CommitLog log,
        WriterSessions sessions,
        PositionTokens tokens,
        IngestLimits limits,
        MemoryNeed memoryNeed,
        StoreBudget memoryBudget,
        Clock clock) {}
