package io.tidemark.client;

/**
 * What the server takes from a writer; it says so when the writer opens.
 *
 * @param batchReadingsMax most readings a batch may hold
 * @param requestBytesMax largest size of one request, bytes
 * @param batchesInFlightMax most batches not yet acknowledged
 */
public record WriterLimits(int batchReadingsMax, int requestBytesMax, int batchesInFlightMax) {}
