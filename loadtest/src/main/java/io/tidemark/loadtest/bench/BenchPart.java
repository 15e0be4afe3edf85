package io.tidemark.loadtest.bench;

/** What can be measured by itself. */
public enum BenchPart {
    /** Readings in, by number of components and of connections. */
    INGEST,
    /** Memory and disk a reading. */
    STORE,
    /** Deltas out. */
    DELTAS,
    /** Answers and acknowledgements, idle and under load. */
    LATENCY,
    /** Runs of periodic estimation. */
    ESTIMATION,
    /** Kernels over arrays, by JMH. */
    KERNELS
}
