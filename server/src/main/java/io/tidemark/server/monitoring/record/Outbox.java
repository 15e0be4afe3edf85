package io.tidemark.server.monitoring.record;

import io.tidemark.journal.v1.DeliveryChange;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The messages and how their delivery stands.
 *
 * <pre>
 *              attempt begins        handed over
 *   waiting ─────────────▶ under way ──────────▶ delivered
 *      ▲                       │
 *      ├────── will be tried ──┤
 *      └─ somebody asks ─ dead ◀── given up, or nobody knows whether it arrived
 *
 *   waiting or dead ── somebody lets it go ──▶ dropped
 * </pre>
 *
 * <p>Delivered and dropped messages beyond {@link #ENDED_MAX} are forgotten, the oldest first; the journal has them.
 */
public final class Outbox {

    /** Delivered and dropped messages that are kept to be listed. */
    public static final int ENDED_MAX = 100_000;

    private final TreeMap<Long, OutboxMessage> messages = new TreeMap<>();
    private final TreeSet<Long> waiting = new TreeSet<>();
    private final TreeSet<Long> underWay = new TreeSet<>();
    private final TreeSet<Long> ended = new TreeSet<>();
    private long next = 1;

    Outbox() {}

    void add(OutboxMessage message) {
        messages.put(message.getNumber(), message);
        next = Math.max(next, message.getNumber() + 1);
        index(message);
    }

    private void index(OutboxMessage message) {
        long number = message.getNumber();
        waiting.remove(number);
        switch (message.getStatus()) {
            case MESSAGE_WAITING, MESSAGE_WITHOUT_CONTACT -> waiting.add(number);
            case MESSAGE_DELIVERED, MESSAGE_DROPPED -> {
                ended.add(number);
                if (ended.size() > ENDED_MAX) {
                    messages.remove(ended.pollFirst());
                }
            }
            default -> {
                // A dead letter waits for nobody.
            }
        }
    }

    void apply(DeliveryChange change) {
        OutboxMessage before = messages.get(change.getNumber());
        if (before == null) {
            return;
        }
        if (change.getAttemptBegins()) {
            underWay.add(change.getNumber());
            messages.put(
                    change.getNumber(),
                    before.toBuilder().setAttempts(before.getAttempts() + 1).build());
            return;
        }
        underWay.remove(change.getNumber());
        OutboxMessage.Builder after = before.toBuilder().setStatus(change.getStatus());
        if (!change.getProblem().isEmpty()) {
            after.setLastProblem(change.getProblem());
        }
        after.clearNextAttemptMillis();
        if (change.getNextAttemptMillis() != 0) {
            after.setNextAttemptMillis(change.getNextAttemptMillis());
        }
        if (change.getStatus() == MessageStatus.MESSAGE_DELIVERED) {
            after.setDeliveredAtMillis(change.getAtMillis()).clearLastProblem();
        }
        if (!change.getBy().isEmpty()) {
            after.setBy(change.getBy());
            if (change.getStatus() == MessageStatus.MESSAGE_WAITING) {
                after.setAttempts(0);
            }
        }
        messages.put(change.getNumber(), after.build());
        index(after.build());
    }

    void restoreNext(long number) {
        next = Math.max(next, number);
    }

    /** The number of the next message. */
    public long nextNumber() {
        return next;
    }

    /** The message of a number; null when there is none. */
    public OutboxMessage get(long number) {
        return messages.get(number);
    }

    /** Messages that wait, oldest first, those under way among them, at most so many. */
    public List<OutboxMessage> waiting(int countMax) {
        List<OutboxMessage> found = new ArrayList<>();
        for (long number : waiting) {
            if (found.size() == countMax) {
                break;
            }
            found.add(messages.get(number));
        }
        return found;
    }

    /** Whether an attempt began whose end nobody noted. */
    public boolean isUnderWay(long number) {
        return underWay.contains(number);
    }

    /** All messages from a number on, oldest first; a view. */
    public Collection<OutboxMessage> from(long number) {
        return messages.tailMap(number, true).values();
    }

    void writeSnapshot(Consumer<OutboxMessage> whole, Consumer<DeliveryChange> attempts) {
        messages.values().forEach(message -> {
            if (!underWay.contains(message.getNumber())) {
                whole.accept(message);
                return;
            }
            whole.accept(
                    message.toBuilder().setAttempts(message.getAttempts() - 1).build());
            attempts.accept(DeliveryChange.newBuilder()
                    .setNumber(message.getNumber())
                    .setAttemptBegins(true)
                    .build());
        });
    }
}
