package io.tidemark.server.ingest;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.State;

/** Nothing: put where changes wait, so that the thread that waits for them looks at once whether the server is stopping. */
final class NoChange extends LogEntry {

    /** The only one there is. */
    static final NoChange WAKE_UP = new NoChange();

    private NoChange() {}

    @Override
    protected int payloadBytes() {
        return 0;
    }

    @Override
    protected void write(Journal journal) {}

    @Override
    protected void apply(State state) {}

    @Override
    protected void acknowledge(long position) {}

    @Override
    protected void fail(RuntimeException refusal) {}
}
