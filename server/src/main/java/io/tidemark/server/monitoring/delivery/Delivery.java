package io.tidemark.server.monitoring.delivery;

import io.tidemark.journal.v1.DeliveryChange;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.monitoring.delivery.Recipients.Contact;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits in the outbox. Safe to call from any thread; works on its own. */
public final class Delivery {

    /** Messages looked at in one pass. */
    private static final int MESSAGES_A_PASS = 100_000;

    private static final int PAUSE_SECONDS = 1;
    private static final int STOP_SECONDS_MAX = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final State state;
    private final CommitLog log;
    private final DeliverySettings settings;
    private final Clock clock;
    private final Carrier webhooks;
    private final Carrier mail;
    private final Set<Long> begunHere = new HashSet<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "tidemark-outbox");
        made.setDaemon(true);
        return made;
    });

    /** Delivery of a state's outbox; nothing is sent before {@link #start}. */
    public Delivery(State state, CommitLog log, DeliverySettings settings, Clock clock) {
        this.state = state;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.webhooks = new WebhookCarrier(settings.timeoutSeconds(), clock);
        this.mail = settings.mail() == null ? null : new MailCarrier(settings.mail(), settings.timeoutSeconds());
    }

    /** Begins to send. */
    public void start() {
        thread.scheduleWithFixedDelay(this::pass, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** There may be something to send: sends it now rather than with the next pass. */
    public void wake() {
        try {
            thread.execute(this::pass);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the outbox stops; what waits is sent after the next start");
        }
    }

    /** Ends the attempt under way, or leaves it; what waits is sent after the next start. The log still runs. */
    public void stop() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            thread.shutdownNow();
            thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /**
     * Lets a dead letter wait again.
     *
     * @return the journal's position when that is durable
     * @throws Refusal in the future, when there is no such message or it is not dead
     */
    public CompletableFuture<Long> retry(long number, String by) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(retryNow(number, by));
                    pass();
                } catch (InterruptedException | RuntimeException failed) {
                    done.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException stopping) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; ask again in a moment");
        }
        return done;
    }

    private long retryNow(long number, String by) throws InterruptedException {
        OutboxMessage message = read(() -> state.monitoring().outbox().get(number));
        if (message == null) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            "UNKNOWN_MESSAGE",
                            "number is " + number + ": no message of this number is kept; list them")
                    .with("field", "number")
                    .with("value", number);
        }
        if (message.getStatus() != MessageStatus.MESSAGE_DEAD) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "NOT_DEAD",
                            "number is " + number + ": the message is " + message.getStatus()
                                    + "; only a dead letter is sent again")
                    .with("field", "number")
                    .with("value", number);
        }
        return write(change(number).setStatus(MessageStatus.MESSAGE_WAITING).setBy(by));
    }

    /** Tries every message whose time has come, oldest first. */
    private void pass() {
        try {
            List<OutboxMessage> waiting = read(() -> state.monitoring().outbox().waiting(MESSAGES_A_PASS));
            for (OutboxMessage message : waiting) {
                if (thread.isShutdown()) {
                    return;
                }
                if (!message.hasNextAttemptMillis() || message.getNextAttemptMillis() <= clock.millis()) {
                    message(message);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.warn("the outbox met a fault and tries again: {}", fault.toString());
        }
    }

    private void message(OutboxMessage message) throws InterruptedException {
        Optional<Contact> contact = settings.recipients().of(message.getTo());
        if (contact.isEmpty() || carrier(contact.get()) == null) {
            if (message.getStatus() != MessageStatus.MESSAGE_WITHOUT_CONTACT) {
                write(change(message.getNumber())
                        .setStatus(MessageStatus.MESSAGE_WITHOUT_CONTACT)
                        .setProblem(
                                contact.isEmpty()
                                        ? "no setting says where messages to " + message.getTo() + " go; add one to"
                                                + " monitoring.outbox.recipients and restart"
                                        : "there is no mail server; set monitoring.outbox.mail and restart"));
            }
            return;
        }
        Carrier carrier = carrier(contact.get());
        boolean wasCutOff = read(() -> state.monitoring().outbox().isUnderWay(message.getNumber()))
                && !begunHere.contains(message.getNumber());
        if (wasCutOff && !carrier.mayRepeat()) {
            write(change(message.getNumber())
                    .setStatus(MessageStatus.MESSAGE_DEAD)
                    .setProblem("the server ended during an attempt, and nobody knows whether it arrived; ask the"
                            + " recipient, and send it again if it did not"));
            return;
        }
        attempt(message, contact.get(), carrier);
    }

    private Carrier carrier(Contact contact) {
        return contact.webhook() == null ? mail : webhooks;
    }

    private void attempt(OutboxMessage message, Contact contact, Carrier carrier) throws InterruptedException {
        long number = message.getNumber();
        begunHere.add(number);
        write(change(number).setAttemptBegins(true));
        Carrier.Outcome outcome = carrier.carry(message, contact);
        int attempts = message.getAttempts() + 1;
        DeliveryChange.Builder end = change(number).setProblem(outcome.problem());
        switch (outcome.end()) {
            case DELIVERED -> end.setStatus(MessageStatus.MESSAGE_DELIVERED);
            case UNKNOWN -> end.setStatus(MessageStatus.MESSAGE_DEAD);
            case FAILED -> {
                if (attempts >= settings.attemptsMax()) {
                    end.setStatus(MessageStatus.MESSAGE_DEAD);
                } else {
                    end.setStatus(MessageStatus.MESSAGE_WAITING)
                            .setNextAttemptMillis(clock.millis() + settings.backoffMillis(attempts));
                }
            }
        }
        write(end);
        begunHere.remove(number);
        LOG.info("message {} to {}: {} {}", number, contact, end.getStatus(), outcome.problem());
    }

    private DeliveryChange.Builder change(long number) {
        return DeliveryChange.newBuilder().setNumber(number).setAtMillis(clock.millis());
    }

    private long write(DeliveryChange.Builder change) throws InterruptedException {
        try {
            return SubmittedChange.submit(
                            log, MonitoringRecord.DELIVERY, change.build().toByteArray())
                    .get()
                    .position();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    private <T> T read(Supplier<T> question) {
        state.lock().read().lock();
        try {
            return question.get();
        } finally {
            state.lock().read().unlock();
        }
    }
}
