package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.DisturbanceChange;
import io.tidemark.server.metering.review.disturbance.Disturbance;
import io.tidemark.server.metering.review.disturbance.DisturbanceEvent;
import io.tidemark.server.metering.review.disturbance.DisturbanceRules;
import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;
import io.tidemark.server.monitoring.record.DisturbanceForms;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.shard.State;
import io.tidemark.v1.DetectedDisturbance;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Opens, changes and closes disturbances, by itself and by hand. Safe to call from any thread. */
public final class Disturbances {

    /**
     * A disturbance after a change.
     *
     * @param position where the journal stood when the change became visible
     */
    public record Changed(io.tidemark.v1.Disturbance after, long position) {}

    private final State state;
    private final Changes changes;
    private final DisturbanceSettings settings;
    private final Clock clock;
    private final Watch watch;

    /** Disturbances of a state. */
    public Disturbances(State state, Changes changes, DisturbanceSettings settings, Clock clock) {
        this.state = state;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
        this.watch = new Watch(state, settings);
    }

    /** What the watch finds at any instant; changes nothing. */
    public CompletableFuture<List<DetectedDisturbance>> detect(long atMillis) {
        return changes.run(() -> new Watch(state, settings).pass(atMillis));
    }

    /** One pass of the watch, and what follows from it; on the thread of changes. */
    void pass(long nowMillis) {
        List<DetectedDisturbance> disturbed = watch.pass(nowMillis);
        Set<String> ids = new HashSet<>();
        for (DetectedDisturbance one : disturbed) {
            ids.add(one.getProvider());
            DisturbanceRules.whenDisturbed(
                            latest(one.getProvider()),
                            nowMillis,
                            one.getFromMillis(),
                            one.getSilent(),
                            one.getOf(),
                            name(one.getProvider()))
                    .ifPresent(opened -> write(one.getProvider(), opened));
        }
        for (String provider : read(() -> state.monitoring().disturbances().openProviders())) {
            if (!ids.contains(provider)) {
                DisturbanceRules.whenInOrder(latest(provider), nowMillis).ifPresent(closed -> write(provider, closed));
            }
        }
    }

    /**
     * Opens one by hand.
     *
     * @param banner checked already
     * @throws Refusal in the future, when there is no such provider or it has an open one
     */
    public CompletableFuture<Changed> open(String provider, long fromMillis, String banner, String by) {
        return changes.run(() -> {
            if (!read(() -> state.registry().isProvider(provider))) {
                throw unknown(provider);
            }
            Disturbance latest = latest(provider);
            if (latest != null && latest.isOpen()) {
                throw Refusal.of(
                                Refusal.Kind.FAILED_PRECONDITION,
                                "DISTURBANCE_OPEN",
                                "provider is \"" + provider
                                        + "\": it has an open disturbance; change its banner, or close" + " it first")
                        .with("field", "provider")
                        .with("value", provider);
            }
            return changed(provider, new DisturbanceEvent.Opened(clock.millis(), by, fromMillis, 0, 0, banner));
        });
    }

    /** Gives an open one another banner, which is checked already. */
    public CompletableFuture<Changed> changeBanner(String provider, String banner, String by) {
        return changes.run(() -> {
            Disturbance latest = requireOpen(provider);
            if (latest.history().size() >= Disturbance.EVENTS_MAX) {
                throw Refusal.of(
                                Refusal.Kind.RESOURCE_EXHAUSTED,
                                "DISTURBANCE_FULL",
                                "the disturbance of \"" + provider + "\" has " + Disturbance.EVENTS_MAX
                                        + " events; close it, open another")
                        .with("limit", "monitoring.disturbanceEventsMax")
                        .with("limit_value", Disturbance.EVENTS_MAX);
            }
            return changed(provider, new DisturbanceEvent.BannerChanged(clock.millis(), by, banner));
        });
    }

    /** Closes an open one by hand. */
    public CompletableFuture<Changed> close(String provider, String by) {
        return changes.run(() -> {
            requireOpen(provider);
            return changed(provider, new DisturbanceEvent.Closed(clock.millis(), by));
        });
    }

    /**
     * Disturbances, latest first.
     *
     * @param provider id of the only provider asked about; empty for all
     * @throws Refusal when there is no such provider and never was a disturbance of one
     */
    public List<io.tidemark.v1.Disturbance> list(String provider, boolean openOnly, int countMax) {
        return read(() -> {
            requireKnown(state, provider);
            return state.monitoring().disturbances().list(provider, openOnly, countMax);
        });
    }

    /** Refuses an id that no provider has and of which no disturbance is kept; empty is all. Under the read lock. */
    static void requireKnown(State state, String provider) {
        if (!provider.isEmpty()
                && !state.registry().isProvider(provider)
                && state.monitoring().disturbances().latest(provider) == null) {
            throw unknown(provider);
        }
    }

    private static Refusal unknown(String provider) {
        return Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        "UNKNOWN_PROVIDER",
                        "provider is \"" + provider + "\": no provider has this id")
                .with("field", "provider")
                .with("value", provider);
    }

    private Disturbance requireOpen(String provider) {
        Disturbance latest = latest(provider);
        if (latest == null || !latest.isOpen()) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            "NO_OPEN_DISTURBANCE",
                            "provider is \"" + provider + "\": it has no open disturbance")
                    .with("field", "provider")
                    .with("value", provider);
        }
        return latest;
    }

    private Changed changed(String provider, DisturbanceEvent event) {
        long position = write(provider, event);
        return new Changed(read(() -> state.monitoring().disturbances().latestForm(provider)), position);
    }

    private long write(String provider, DisturbanceEvent event) {
        return changes.write(
                        MonitoringRecord.DISTURBANCE,
                        DisturbanceChange.newBuilder()
                                .setProvider(provider)
                                .setEvent(DisturbanceForms.event(event))
                                .build())
                .position();
    }

    private Disturbance latest(String provider) {
        return read(() -> state.monitoring().disturbances().latest(provider));
    }

    private String name(String provider) {
        return read(() -> {
            Registry registry = state.registry();
            for (int ordinal = 0; ordinal < registry.providerOrdinals(); ordinal++) {
                if (registry.isProvider(ordinal)
                        && registry.provider(ordinal).id().equals(provider)) {
                    String name = registry.provider(ordinal).name();
                    return name.isBlank() ? provider : name;
                }
            }
            return provider;
        });
    }

    private <T> T read(Supplier<T> question) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
