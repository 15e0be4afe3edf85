package io.tidemark.client;

import io.tidemark.v1.ReadingColumns;

/** Batches for tests. */
final class Batches {

    private Batches() {}

    /** Readings of one component, a minute apart. */
    static ReadingColumns of(int readings) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < readings; i++) {
            columns.addHandle(1).addTimeMillis(60_000L * i).addValue(i);
        }
        return columns.build();
    }
}
