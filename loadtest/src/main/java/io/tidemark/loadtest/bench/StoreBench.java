package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.bench.BenchRow.Verdict;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What a stored reading takes of memory and disk, once months are full. For one thread. */
final class StoreBench {

    private final BenchTable table;

    StoreBench(BenchTable table) {
        this.table = table;
    }

    /** Fills the month that was begun to its end, so that every block is full, and weighs the process and its files. */
    void measure(BenchStore store) {
        store.fill(slotsToEndOfMonth(store));
        double readings = (double) store.filledSlots() * store.components();
        double memory = store.server().grownBytes() / readings;
        table.add(new BenchRow(
                "memory of the server with full months, heap and registry included, bytes/reading",
                store.components(),
                0,
                Amounts.decimal(memory, 2),
                "a double 8.00",
                Amounts.percent(Double.BYTES / memory),
                "at most " + Amounts.decimal(Targets.MEMORY_BYTES_MAX, 0),
                Verdict.of(memory <= Targets.MEMORY_BYTES_MAX)));
        table.add(BenchRow.fact(
                "disk, journal and checkpoints, bytes/reading",
                store.components(),
                0,
                Amounts.decimal(store.server().diskBytes() / readings, 2)));
    }

    private static int slotsToEndOfMonth(BenchStore store) {
        long at = store.startMillis() + store.filledSlots() * store.slotMillis();
        // A month that is full has nothing left to fill; the first one has, when nothing was filled at all.
        Instant now = Instant.ofEpochMilli(store.filledSlots() == 0 ? at : at - 1);
        long end = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        return (int) ((end - at) / store.slotMillis());
    }
}
