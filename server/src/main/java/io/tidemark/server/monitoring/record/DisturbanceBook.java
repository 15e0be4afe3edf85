package io.tidemark.server.monitoring.record;

import io.tidemark.journal.v1.DisturbanceChange;
import io.tidemark.server.metering.review.disturbance.Disturbance;
import io.tidemark.server.metering.review.disturbance.DisturbanceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All disturbances, by the id of their provider, oldest first; and who is told of changes. */
public final class DisturbanceBook {

    private final Map<String, List<Disturbance>> byProvider = new TreeMap<>();
    private final CopyOnWriteArrayList<Consumer<io.tidemark.v1.Disturbance>> listeners = new CopyOnWriteArrayList<>();
    private int providers;

    DisturbanceBook() {}

    void apply(DisturbanceChange change) {
        DisturbanceEvent event = DisturbanceForms.event(change.getEvent());
        List<Disturbance> all = byProvider.get(change.getProvider());
        if (all == null) {
            all = new ArrayList<>(1);
            byProvider.put(change.getProvider(), all);
            providers++;
        }
        if (event instanceof DisturbanceEvent.Opened opened) {
            // The number within the domain value is of no use here: the book is kept by id, which outlives numbers.
            all.add(Disturbance.open(providers - 1, opened));
        } else {
            all.set(all.size() - 1, all.get(all.size() - 1).apply(event));
        }
        if (!listeners.isEmpty()) {
            io.tidemark.v1.Disturbance form =
                    DisturbanceForms.form(all.get(all.size() - 1), change.getProvider(), all.size());
            listeners.forEach(listener -> listener.accept(form));
        }
    }

    /** The latest disturbance of a provider, open or closed; null when it never had one. */
    public Disturbance latest(String provider) {
        List<Disturbance> all = byProvider.get(provider);
        return all == null ? null : all.get(all.size() - 1);
    }

    /** The latest disturbance of a provider as a message; it has one. */
    public io.tidemark.v1.Disturbance latestForm(String provider) {
        List<Disturbance> all = byProvider.get(provider);
        return DisturbanceForms.form(all.get(all.size() - 1), provider, all.size());
    }

    /** Ids of the providers that have an open disturbance, ascending. */
    public List<String> openProviders() {
        return byProvider.keySet().stream()
                .filter(provider -> latest(provider).isOpen())
                .toList();
    }

    /**
     * Disturbances as messages, the latest opened first.
     *
     * @param provider id of the only provider asked about; empty for all
     */
    public List<io.tidemark.v1.Disturbance> list(String provider, boolean openOnly, int countMax) {
        List<io.tidemark.v1.Disturbance> found = new ArrayList<>();
        byProvider.forEach((id, all) -> {
            if (provider.isEmpty() || provider.equals(id)) {
                for (int i = 0; i < all.size(); i++) {
                    if (!openOnly || all.get(i).isOpen()) {
                        found.add(DisturbanceForms.form(all.get(i), id, i + 1));
                    }
                }
            }
        });
        found.sort(Comparator.comparingLong(
                        (io.tidemark.v1.Disturbance one) -> one.getHistory(0).getAtMillis())
                .reversed());
        return found.size() <= countMax ? found : found.subList(0, countMax);
    }

    /** Adds a listener; call under the read lock. It hears of each change on the writer thread and must only note it. */
    public void add(Consumer<io.tidemark.v1.Disturbance> listener) {
        listeners.add(listener);
    }

    /** Takes a listener away. Any thread. */
    public void remove(Consumer<io.tidemark.v1.Disturbance> listener) {
        listeners.remove(listener);
    }

    void writeSnapshot(Consumer<DisturbanceChange> out) {
        byProvider.forEach((provider, all) -> all.forEach(one -> one.history()
                .forEach(event -> out.accept(DisturbanceChange.newBuilder()
                        .setProvider(provider)
                        .setEvent(DisturbanceForms.event(event))
                        .build()))));
    }
}
