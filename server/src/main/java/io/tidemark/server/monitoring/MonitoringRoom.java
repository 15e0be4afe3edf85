package io.tidemark.server.monitoring;

import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.shard.State;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** The parts of monitoring, put together. Safe to call from any thread. */
public final class MonitoringRoom {

    private final State state;
    private final Clock clock;
    private final Changes changes;
    private final Cases cases;
    private final Disturbances disturbances;
    private final Reviews reviews;
    private final HandReadingsEntry entry;
    private final Ticks ticks;

    /**
     * Monitoring over the state of a room.
     *
     * @param storeName tells this store's messages from another's
     * @param whenMessagesCame is run when a review has put messages into the outbox
     */
    public MonitoringRoom(IngestRoom ingest, MonitoringSettings settings, String storeName, Runnable whenMessagesCame) {
        this.state = ingest.state();
        this.clock = ingest.clock();
        this.changes = new Changes(ingest.log());
        this.cases = new Cases(state, changes, clock);
        this.disturbances = new Disturbances(state, changes, settings.disturbances(), clock);
        this.reviews = new Reviews(state, changes, storeName, whenMessagesCame);
        this.entry = new HandReadingsEntry(ingest, changes, cases);
        this.ticks = new Ticks(state, changes, cases, disturbances, reviews, settings);
    }

    /** Begins to look at the streams by itself. */
    public void start(ScheduledExecutorService timer) {
        ticks.start(timer, clock);
    }

    public State state() {
        return state;
    }

    public Clock clock() {
        return clock;
    }

    /** The one thread on which changes are decided. */
    public Changes changes() {
        return changes;
    }

    public Cases cases() {
        return cases;
    }

    public Disturbances disturbances() {
        return disturbances;
    }

    public Reviews reviews() {
        return reviews;
    }

    public HandReadingsEntry entry() {
        return entry;
    }

    public Ticks ticks() {
        return ticks;
    }

    /** Finishes what is under way. The log still runs. */
    public void stop() throws InterruptedException {
        changes.stop();
    }
}
