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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    /** How attempts ended that the journal has not taken yet, by number; written before the message is looked at again. */
    private final Map<Long, DeliveryChange> unrecorded = new HashMap<>();

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
        return onThread(() -> {
            OutboxMessage message = known(number);
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
        });
    }

    /**
     * Lets a message go that was not handed over.
     *
     * @return the journal's position when that is durable
     * @throws Refusal in the future, when there is no such message, or it was handed over or let go already
     */
    public CompletableFuture<Long> drop(long number, String by) {
        return onThread(() -> {
            writeUnrecorded(number);
            OutboxMessage message = known(number);
            if (message.getStatus() == MessageStatus.MESSAGE_DELIVERED
                    || message.getStatus() == MessageStatus.MESSAGE_DROPPED) {
                throw Refusal.of(
                                Refusal.Kind.FAILED_PRECONDITION,
                                "MESSAGE_ENDED",
                                "number is " + number + ": the message is " + message.getStatus()
                                        + "; only one that waits or is dead can be let go")
                        .with("field", "number")
                        .with("value", number);
            }
            return write(change(number).setStatus(MessageStatus.MESSAGE_DROPPED).setBy(by));
        });
    }

    /** Does something between two passes, and looks at the messages after it. */
    private CompletableFuture<Long> onThread(Callable<Long> task) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(task.call());
                } catch (Exception failed) {
                    done.completeExceptionally(failed);
                    return;
                }
                pass();
            });
        } catch (RejectedExecutionException stopping) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; ask again in a moment");
        }
        return done;
    }

    private OutboxMessage known(long number) {
        OutboxMessage message = read(() -> state.monitoring().outbox().get(number));
        if (message == null) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            "UNKNOWN_MESSAGE",
                            "number is " + number + ": no message of this number is kept; list them")
                    .with("field", "number")
                    .with("value", number);
        }
        return message;
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
        if (writeUnrecorded(message.getNumber())) {
            return;
        }
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
        boolean wasCutOff = read(() -> state.monitoring().outbox().isUnderWay(message.getNumber()));
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

    /**
     * Notes that the message is about to leave, hands it over, notes how that ended: after a crash between any two it is
     * known whether it may have arrived.
     */
    private void attempt(OutboxMessage message, Contact contact, Carrier carrier) throws InterruptedException {
        long number = message.getNumber();
        Beginning beginning = new Beginning(number);
        Carrier.Outcome outcome = carry(message, contact, carrier, beginning);
        // One that did not get so far counts as an attempt too.
        beginning.begins();
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
        unrecorded.put(number, end.build());
        writeUnrecorded(number);
        LOG.info("message {} to {}: {} {}", number, contact, end.getStatus(), outcome.problem());
    }

    /** Writes once that an attempt begins. */
    private final class Beginning implements Carrier.HandingOver {

        private final long number;
        private boolean isWritten;

        Beginning(long number) {
            this.number = number;
        }

        @Override
        public void begins() throws InterruptedException {
            if (!isWritten) {
                write(change(number).setAttemptBegins(true));
                isWritten = true;
            }
        }
    }

    private static Carrier.Outcome carry(OutboxMessage message, Contact contact, Carrier carrier, Beginning beginning)
            throws InterruptedException {
        try {
            return carrier.carry(message, contact, beginning);
        } catch (RuntimeException fault) {
            if (!beginning.isWritten) {
                throw fault;
            }
            LOG.error("message {} to {} met a fault", message.getNumber(), contact, fault);
            return new Carrier.Outcome(
                    carrier.mayRepeat() ? Carrier.End.FAILED : Carrier.End.UNKNOWN,
                    "a fault of the server while it was handed over, and nobody knows whether it arrived");
        }
    }

    /**
     * Writes how an attempt ended that the journal would not take before, as when the disk was full. Until it does, the
     * message is not attempted again: one that was handed over must not go out twice.
     *
     * @return whether there was such an attempt
     */
    private boolean writeUnrecorded(long number) throws InterruptedException {
        DeliveryChange end = unrecorded.get(number);
        if (end == null) {
            return false;
        }
        write(end.toBuilder());
        unrecorded.remove(number);
        return true;
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
