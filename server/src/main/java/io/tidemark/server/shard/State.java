package io.tidemark.server.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.HandReadings;
import io.tidemark.journal.v1.MonthsDropped;
import io.tidemark.journal.v1.TideMarkSet;
import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchUnfold;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.estimation.EstimationState;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.monitoring.record.MonitoringState;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.server.store.BatchWriter;
import io.tidemark.server.store.BlocksAhead;
import io.tidemark.server.store.ComponentColumns;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingListener;
import io.tidemark.server.store.ReadingStore;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.server.store.TouchedComponents;
import java.util.Arrays;
import java.util.List;

/**
 * Everything the server knows. {@link #apply} is the one way it changes.
 *
 * <p>{@code apply} and {@code close} belong to the writer thread (in recovery to the thread that starts the server) and
 * need the write half of the {@link #lock}; the getters' results are used under either half.
 */
public final class State implements AutoCloseable {

    private final StateLock lock = new StateLock();
    private final Registry registry;
    private final ReadingStore store;
    private final TideMarks tideMarks;
    private final TouchedComponents deletedFrom = new TouchedComponents();
    private final Writers writers = new Writers();
    private final ComponentColumns columns = new ComponentColumns();
    private final ReadingChanges changes = new ReadingChanges();
    private final MonitoringState monitoring = new MonitoringState();
    private final EstimationState estimation = new EstimationState();
    private final EstimationEffects estimationEffects;
    private final BatchWriter batchWriter;
    private final BlocksAhead blocksAhead;
    private final BatchView recoveredBatch = new BatchView();
    private final BatchUnfold unfold = new BatchUnfold();
    private final List<SnapshotPart> parts;
    private long changesBesidesReadings;
    private volatile boolean fitsIntoParts = true;
    private volatile long earliestMillis = Months.BEGIN_MILLIS;

    /** An empty state. */
    public State(StoreBudget budget) {
        TouchedComponents touched = new TouchedComponents();
        this.store = new ReadingStore(columns, budget);
        this.registry = new Registry(store::hasData);
        this.tideMarks = new TideMarks(registry, store, touched);
        this.batchWriter = new BatchWriter(store, touched, new Listener());
        this.blocksAhead = new BlocksAhead(store);
        this.estimationEffects = new EstimationEffects(registry, store, tideMarks, batchWriter, this::earliestMillis);
        this.parts = List.of(
                new RegistryImage(registry, this::refreshColumns),
                new WritersImage(writers),
                new KeptImage(this::earliestMillis, this::restoreEarliest),
                new MonitoringImage(monitoring),
                new EstimationImage(estimation));
        refreshColumns();
    }

    /**
     * Applies one record.
     *
     * @param type its type, one of {@link RecordTypes}, {@link RegistryRecord}, {@link EstimationRecord} or {@link
     *     MonitoringRecord}
     * @param bytes hold its payload; not kept
     * @return what the record's type answers: a {@link BatchOutcome} (valid until the next call), the registry's outcome,
     *     what {@link EstimationState#apply} answers, or null
     * @throws IllegalStateException when the type is unknown or the payload is not what it says
     */
    public Object apply(int type, byte[] bytes, int offset, int length) {
        if (type != RecordTypes.READINGS) {
            changesBesidesReadings++;
            fitsIntoParts &= type == RecordTypes.TIDE_MARK_SET || parts.stream().anyMatch(part -> part.owns(type));
        }
        if (type == RecordTypes.READINGS) {
            ReadingsRecord record = ReadingsRecord.read(bytes, offset);
            unfold.unfold(bytes, record.batchOffset(), offset + length - record.batchOffset(), recoveredBatch);
            return applyReadings(
                    record.writerId(), record.sequence(), record.latestMillis(), recoveredBatch, new BatchOutcome());
        }
        if (RegistryRecord.isRegistry((byte) type)) {
            return applyRegistry((byte) type, Arrays.copyOfRange(bytes, offset, offset + length));
        }
        if (MonitoringRecord.isMonitoring(type)) {
            return applyMonitoring(type, bytes, offset, length);
        }
        if (EstimationRecord.isEstimation(type)) {
            Object answer = estimation.apply(
                    (byte) type, Arrays.copyOfRange(bytes, offset, offset + length), estimationEffects);
            changes.batchEnds();
            return answer;
        }
        try {
            switch (type) {
                case RecordTypes.TIDE_MARK_SET ->
                    setTideMark(TideMarkSet.parser().parseFrom(bytes, offset, length));
                case RecordTypes.MONTHS_DROPPED ->
                    dropMonths(MonthsDropped.parser()
                            .parseFrom(bytes, offset, length)
                            .getBeforeMillis());
                default -> throw new IllegalStateException("a record of unknown type " + type);
            }
            return null;
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException("a record of type " + type + " cannot be read", malformed);
        }
    }

    /**
     * Makes the memory ready that the next batch will fill, so that nobody waits for it while the batch is applied. Writer
     * thread, <em>without</em> the lock. Changes nothing that anybody sees; {@link #applyReadings} follows.
     */
    public void makeRoomFor(BatchView batch, long latestMillis) {
        if (blocksAhead.look(batch, earliestMillis, latestMillis)) {
            lock.write().lock();
            try {
                blocksAhead.addMonths();
            } finally {
                lock.write().unlock();
            }
            blocksAhead.open();
        }
    }

    /**
     * Applies a batch of readings. One of a writer that is not past the writer's last sequence changes nothing.
     *
     * @param writerId the head-end's name; empty for none
     * @return the outcome that was given, filled
     */
    public BatchOutcome applyReadings(
            String writerId, long sequence, long latestMillis, BatchView batch, BatchOutcome outcome) {
        if (applyCaptured(writerId, sequence, latestMillis, batch, outcome) && estimation.watches()) {
            estimationEffects.tellOf(batch, estimation);
        }
        blocksAhead.giveBackUnused();
        return outcome;
    }

    /**
     * Applies a batch that whatever follows readings knows of already: the parts that a checkpoint captured behind it.
     *
     * @return false for a batch that changes nothing
     */
    public boolean applyCaptured(
            String writerId, long sequence, long latestMillis, BatchView batch, BatchOutcome outcome) {
        outcome.clear();
        if (!writerId.isEmpty()) {
            if (sequence <= writers.lastSequence(writerId)) {
                return false;
            }
            writers.advance(writerId, sequence);
        }
        if (batch.kind() == BatchView.Kind.DELETIONS) {
            for (int row = 0; row < batch.rows(); row++) {
                if (columns.isRegistered(batch.handle(row))) {
                    tideMarks.beforeDeletion(batch.handle(row));
                }
            }
        }
        batchWriter.apply(batch, earliestMillis, latestMillis, outcome);
        changes.batchEnds();
        return true;
    }

    private Object applyRegistry(byte type, byte[] payload) {
        tideMarks.settleAll();
        ChangedInstallations installations = ChangedInstallations.before(registry, tideMarks, type, payload);
        Object outcome = registry.apply(type, payload);
        refreshColumns();
        installations.after(registry, tideMarks, estimation);
        return outcome;
    }

    private Object applyMonitoring(int type, byte[] bytes, int offset, int length) {
        if (type != MonitoringRecord.HAND_READINGS) {
            monitoring.apply(type, bytes, offset, length);
            return null;
        }
        HandReadings readings;
        try {
            readings = HandReadings.parser().parseFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException("a record of readings by hand cannot be read", malformed);
        }
        byte[] batch = readings.getBatch().toByteArray();
        BatchDecoder.decode(batch, 0, batch.length, recoveredBatch);
        BatchOutcome outcome = applyReadings("", 0, readings.getLatestMillis(), recoveredBatch, new BatchOutcome());
        if (outcome.accepted() > 0) {
            monitoring.noteEntry(readings.getEntry().toBuilder()
                    .setAcceptedCount((int) outcome.accepted())
                    .build());
        }
        return outcome;
    }

    private void refreshColumns() {
        ComponentTable table = registry.components();
        columns.refresh(
                table.nextHandle(),
                table.flagsColumn(),
                table.intervalMillisColumn(),
                table.phaseMillisColumn(),
                table.installedFromMillisColumn(),
                table.installedToMillisColumn());
        tideMarks.ensureHandles(table.nextHandle());
        deletedFrom.ensureHandles(table.nextHandle());
    }

    private void setTideMark(TideMarkSet set) {
        if (columns.isRegistered(set.getHandle())) {
            tideMarks.set(set.getHandle(), set.hasMarkMillis() ? set.getMarkMillis() : TideMarks.ABSENT);
        }
    }

    private void restoreEarliest(long millis) {
        earliestMillis = millis;
        tideMarks.keptFrom(millis);
    }

    private void dropMonths(long beforeMillis) {
        tideMarks.settleAll();
        earliestMillis = Math.max(earliestMillis, beforeMillis);
        for (int month : store.months()) {
            if (Months.startMillis(month + 1) <= earliestMillis) {
                store.dropMonth(month);
            }
        }
        tideMarks.keptFrom(earliestMillis);
    }

    /** What monitoring remembers. */
    public MonitoringState monitoring() {
        return monitoring;
    }

    /** What a checkpoint holds besides components, in the order in which it is restored. */
    public List<SnapshotPart> parts() {
        return parts;
    }

    /** Whether every record applied so far was of a type that one of the {@link #parts}, or a component's image, holds. */
    public boolean fitsIntoParts() {
        return fitsIntoParts;
    }

    /** How many records other than readings were applied since the start. Guarded by the lock. */
    public long changesBesidesReadings() {
        return changesBesidesReadings;
    }

    /** Guards everything here. */
    public StateLock lock() {
        return lock;
    }

    /** Who is measured, with what. */
    public Registry registry() {
        return registry;
    }

    /** The readings. */
    public ReadingStore store() {
        return store;
    }

    /** How far each component's history is complete. */
    public TideMarks tideMarks() {
        return tideMarks;
    }

    /** Components of which readings were deleted; cleared by who has looked at them, one thread under the read lock. */
    public TouchedComponents deletedFrom() {
        return deletedFrom;
    }

    /** How far each head-end has come. */
    public Writers writers() {
        return writers;
    }

    /** What periodic estimation has asked for. */
    public EstimationState estimation() {
        return estimation;
    }

    /** Where to hear of every reading that changes. */
    public ReadingChanges changes() {
        return changes;
    }

    /** The first instant that is kept; readings before it are refused. Epoch milliseconds. Any thread, without the lock. */
    public long earliestMillis() {
        return earliestMillis;
    }

    /** Gives all memory back, as soon as nobody reads; whoever comes later finds nothing. */
    @Override
    public void close() {
        lock.write().lock();
        try {
            store.close();
        } finally {
            lock.write().unlock();
        }
    }

    /** What ingest tells the rest of the state. */
    private final class Listener implements ReadingListener {

        @Override
        public void monthOpened(int handle, long atMillis) {
            tideMarks.monthOpens(handle, atMillis);
        }

        @Override
        public boolean isInstalled(int handle, long atMillis) {
            return registry.installations(handle).stream()
                    .map(installation -> installation.inForce())
                    .anyMatch((Period inForce) -> inForce.contains(atMillis));
        }

        @Override
        public void deleted(int handle, long fromMillis, long toMillis) {
            tideMarks.deleted(handle, fromMillis, toMillis);
            deletedFrom.mark(handle);
        }

        @Override
        public boolean wantsChanges() {
            return tideMarks.wantsReadings() || changes.hasListeners();
        }

        @Override
        public void changed(int handle, long atMillis) {
            tideMarks.stored(handle, atMillis);
            changes.changed(handle, atMillis);
        }

        @Override
        public void gone(int handle, long atMillis) {
            changes.gone(handle, atMillis);
        }
    }
}
