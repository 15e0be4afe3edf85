package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import java.util.function.BiConsumer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Opens the blocks a batch will fill before the state is locked for it. A new month begins for everybody at once, and what
 * the machine needs to hand out that much memory (a tenth of a second for ten thousand components) would keep every query
 * waiting if it were done under the lock. Nobody sees a block before a component has a lane of it.
 *
 * <p>Nothing depends on it: what is not opened ahead is opened when the reading is stored. Used for one batch after the
 * other: {@link #look}, {@link #addMonths}, {@link #open}, then the batch is applied, then {@link #giveBackUnused}. Writer
 * thread only.
 */
public final class BlocksAhead {

    private static final Long2LongHashMap NONE = new Long2LongHashMap(0);

    private final ReadingStore store;
    private Long2LongHashMap lanes = NONE;

    /** For the batches of one store. */
    public BlocksAhead(ReadingStore store) {
        this.store = store;
    }

    /**
     * Finds out how many blocks the batch will fill; without the lock.
     *
     * @param earliestMillis earlier readings will be refused, epoch milliseconds
     * @param latestMillis later readings will be refused
     * @return whether there are any
     */
    public boolean look(BatchView batch, long earliestMillis, long latestMillis) {
        NewBlocks made = NewBlocks.of(batch, store, earliestMillis, latestMillis);
        lanes = made == null ? NONE : made.lanes();
        return !lanes.isEmpty();
    }

    /** Adds the months that are not there yet to the store; under the state's write lock. */
    public void addMonths() {
        lanes.forEachLong((shape, count) -> {
            int month = NewBlocks.month(shape);
            store.directory().at(Months.startMillis(month)).ensureHandles(store.components().bound);
        });
    }

    /** Opens the blocks; without the lock. */
    public void open() {
        each((table, shape) ->
                table.openAhead(NewBlocks.slots(shape), lanes.get(shape.longValue()), store.components().bound));
    }

    /** Gives back what the batch did not need after all, since readings of it were refused. */
    public void giveBackUnused() {
        if (!lanes.isEmpty()) {
            each((table, shape) -> table.giveBackUnused(NewBlocks.slots(shape)));
            lanes = NONE;
        }
    }

    private void each(BiConsumer<MonthTable, Long> action) {
        lanes.forEachLong((shape, count) -> {
            MonthTable table = store.directory().get(NewBlocks.month(shape));
            if (table != null) {
                action.accept(table, shape);
            }
        });
    }
}
