package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.server.monitoring.TakingMailServer;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RetryMessageRequest;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.ServicePoint;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed between any two steps of a delivery: before the message leaves, after it left and before that was
 * noted, after it was noted. {@code -Dtidemark.torture=full} kills it more often, {@code -Dtidemark.seed=N} begins there.
 */
@Timeout(600)
@TortureRow("delivery")
class DeliveryOverServerDeathTest {

    private static final String[] PROVIDERS = {"grid-a", "grid-b", "grid-c"};
    private static final long WAIT_SECONDS_MAX = 60;
    private static final int KILLS = Torture.count(5, 60);

    @TempDir
    private Path directory;

    /** Idempotency keys in the order in which they arrived. */
    private final List<String> received = new CopyOnWriteArrayList<>();

    private volatile CountDownLatch answers = new CountDownLatch(0);
    private HttpServer webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", this::receive);
        webhook.start();
    }

    @AfterEach
    void close() {
        answers.countDown();
        webhook.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        try {
            answers.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Test
    void what_no_setting_says_where_to_send_waits_over_a_kill_and_goes_out_once() throws Exception {
        try (ServerProcess server = start("");
                Asked asked = new Asked(server)) {
            asked.registerAndReview();
            asked.await(all(MessageStatus.MESSAGE_WITHOUT_CONTACT));
            server.kill();
        }
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            assertThat(received).containsExactlyElementsOf(asked.keys());
        }
    }

    @Test
    void a_kill_after_sending_and_before_noting_repeats_that_message_under_its_key_and_no_other() throws Exception {
        answers = new CountDownLatch(1);
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.registerAndReview();
            awaitSize(1);
            server.kill();
        }
        assertThat(received).as("the two others had not left yet").hasSize(1);
        answers.countDown();
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            assertThat(received)
                    .containsExactly(
                            asked.keys().get(0),
                            asked.keys().get(0),
                            asked.keys().get(1),
                            asked.keys().get(2));
        }
    }

    @Test
    void a_kill_after_noting_repeats_nothing() throws Exception {
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.registerAndReview();
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            server.kill();
        }
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.review("2024-02", "2024-03-15T08:00:00Z");
            asked.await(messages ->
                    messages.size() == 6 && all(MessageStatus.MESSAGE_DELIVERED).test(messages));
            assertThat(received).containsExactlyElementsOf(asked.keys());
        }
    }

    @Test
    void kills_at_any_moment_lose_no_message_and_repeat_none_but_the_one_under_way() throws Exception {
        long seed = Long.getLong("tidemark.seed", 20_240_215);
        SplittableRandom random = new SplittableRandom(seed);
        try (ServerProcess server = start("");
                Asked asked = new Asked(server)) {
            asked.register();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int before = received.size();
            int until = before + random.nextInt(3);
            try (ServerProcess server = start(toWebhook());
                    Asked asked = new Asked(server)) {
                asked.review(month(kill), at(kill));
                awaitSize(until);
                TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
                server.kill();
            }
        }
        try (ServerProcess server = start(toWebhook());
                Asked asked = new Asked(server)) {
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            List<String> keys = asked.keys();
            assertThat(keys)
                    .as("seed %d", seed)
                    .hasSize(PROVIDERS.length * KILLS)
                    .doesNotHaveDuplicates();
            Map<String, Long> times =
                    received.stream().collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            assertThat(times.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(received.size() - keys.size())
                    .as("each kill repeats at most the one message under way, seed %d", seed)
                    .isLessThanOrEqualTo(KILLS);
            Torture.tried(keys.size(), KILLS);
        }
    }

    @Test
    void mail_that_had_not_begun_to_leave_goes_out_once_after_a_kill() throws Exception {
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = silent.getLocalPort();
        try (ServerProcess server = start(toMail(port));
                Asked asked = new Asked(server)) {
            asked.registerAndReview();
            // It is connected, and waits for the mail server's greeting: nothing of the message has left.
            try (Socket connected = silent.accept()) {
                server.kill();
                assertThat(connected.isConnected()).isTrue();
            }
        } finally {
            silent.close();
        }
        GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (ServerProcess server = start(toMail(port));
                Asked asked = new Asked(server)) {
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            assertThat(ids(mail)).containsExactlyElementsOf(mailIds(asked.keys()));
        } finally {
            mail.stop();
        }
    }

    @Test
    void mail_killed_while_it_left_is_a_dead_letter_that_a_person_sends_again_under_the_same_id() throws Exception {
        int port;
        try (TakingMailServer taking = new TakingMailServer()) {
            port = taking.port();
            try (ServerProcess server = start(toMail(port));
                    Asked asked = new Asked(server)) {
                asked.registerAndReview();
                taking.take();
                server.kill();
            }
        }
        GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (ServerProcess server = start(toMail(port));
                Asked asked = new Asked(server)) {
            asked.await(messages -> messages.get(0).getStatus() == MessageStatus.MESSAGE_DEAD
                    && messages.get(1).getStatus() == MessageStatus.MESSAGE_DELIVERED
                    && messages.get(2).getStatus() == MessageStatus.MESSAGE_DELIVERED);
            assertThat(asked.messages().get(0).getLastProblem()).contains("nobody knows whether it arrived");
            List<String> expected = mailIds(asked.keys());
            assertThat(ids(mail)).containsExactly(expected.get(1), expected.get(2));

            asked.retry(asked.messages().get(0).getNumber());
            asked.await(all(MessageStatus.MESSAGE_DELIVERED));
            assertThat(ids(mail)).containsExactly(expected.get(1), expected.get(2), expected.get(0));
            server.kill();
        } finally {
            mail.stop();
        }
    }

    private static List<String> ids(GreenMail mail) {
        List<String> ids = new ArrayList<>();
        for (MimeMessage one : mail.getReceivedMessages()) {
            try {
                ids.add(one.getMessageID());
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }
        return ids;
    }

    private static List<String> mailIds(List<String> keys) {
        return keys.stream().map(key -> '<' + key + "@house.example>").toList();
    }

    private void awaitSize(int size) throws InterruptedException {
        awaitTrue("the webhook was called " + size + " times", () -> received.size() >= size);
    }

    private static void awaitTrue(String what, java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static Predicate<List<OutboxMessage>> all(MessageStatus status) {
        return messages -> !messages.isEmpty() && messages.stream().allMatch(message -> message.getStatus() == status);
    }

    private static String month(int number) {
        return java.time.YearMonth.of(2024, 1).plusMonths(number).toString();
    }

    private static String at(int number) {
        return java.time.YearMonth.of(2024, 2).plusMonths(number).atDay(15) + "T08:00:00Z";
    }

    private String toWebhook() {
        return "tidemark.monitoring.outbox.recipients = [{to = \"provider:*\", webhook = \"http://127.0.0.1:"
                + webhook.getAddress().getPort() + "/in\"}]\n";
    }

    private static String toMail(int port) {
        return """
                tidemark.monitoring.outbox.recipients = [{to = "provider:*", mail = "data@grid.example"}]
                tidemark.monitoring.outbox.mail {
                  host = "127.0.0.1", port = %d, startTls = false, from = "meters@house.example"
                }
                """.formatted(port);
    }

    private ServerProcess start(String settings) throws IOException {
        Path file = Files.writeString(directory.resolve("server.conf"), """
                tidemark.store.bytesMax = 128 MiB
                tidemark.monitoring.tickSeconds = 0
                tidemark.monitoring.outbox.backoffSecondsMin = 1
                """ + settings);
        return ServerProcess.start(
                ServerProcessTest.launch().withArguments("--config", file.toString()),
                directory.resolve("store"),
                0,
                directory.resolve("server.log"));
    }

    /** A server, asked. */
    private record Asked(TidemarkClient client) implements AutoCloseable {

        Asked(ServerProcess server) {
            this(TidemarkClient.connect(server.address()));
        }

        private MonitoringServiceGrpc.MonitoringServiceBlockingStub monitoring() {
            return client.stub(MonitoringServiceGrpc::newBlockingStub)
                    .withDeadlineAfter(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        }

        void registerAndReview() {
            register();
            review("2024-01", "2024-02-15T08:00:00Z");
        }

        /** Three providers of one component each that never sends anything. */
        void register() {
            List<Entity> entities = new ArrayList<>();
            entities.add(Entity.newBuilder()
                    .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                            .setId("hourly")
                            .setKind(ComponentKind.INTERVAL)
                            .setInterval(Duration.newBuilder().setSeconds(3_600)))
                    .build());
            for (String provider : PROVIDERS) {
                entities.add(Entity.newBuilder()
                        .setProvider(Provider.newBuilder().setId(provider))
                        .build());
                entities.add(Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder()
                                .setId("sp-" + provider)
                                .setTimeZone("UTC")
                                .setProvider(provider))
                        .build());
                entities.add(Entity.newBuilder()
                        .setDeviceConfiguration(DeviceConfiguration.newBuilder()
                                .setId("dc-" + provider)
                                .setDevice("meter-" + provider))
                        .build());
                entities.add(Entity.newBuilder()
                        .setInstallEvent(InstallEvent.newBuilder()
                                .setDeviceConfiguration("dc-" + provider)
                                .setServicePoint("sp-" + provider)
                                .setInstalledAt(time("2024-01-01T00:00:00Z")))
                        .build());
                entities.add(Entity.newBuilder()
                        .setMeasuringComponent(MeasuringComponent.newBuilder()
                                .setId("mc-" + provider)
                                .setType("hourly")
                                .addDeviceConfigurations("dc-" + provider))
                        .build());
            }
            client.registry().upsert(entities);
        }

        void review(String month, String at) {
            monitoring()
                    .review(ReviewRequest.newBuilder()
                            .setMonth(month)
                            .setAt(time(at))
                            .setBy("test")
                            .build())
                    .forEachRemaining(chunk -> {});
        }

        void retry(long number) {
            monitoring()
                    .retryMessage(RetryMessageRequest.newBuilder()
                            .setNumber(number)
                            .setBy("ann")
                            .build());
        }

        List<OutboxMessage> messages() {
            List<OutboxMessage> messages = new ArrayList<>();
            monitoring()
                    .listMessages(ListMessagesRequest.getDefaultInstance())
                    .forEachRemaining(piece -> messages.addAll(piece.getMessagesList()));
            return messages;
        }

        List<String> keys() {
            return messages().stream().map(OutboxMessage::getIdempotencyKey).toList();
        }

        void await(Predicate<List<OutboxMessage>> state) throws InterruptedException {
            awaitTrue("messages are " + messages(), () -> state.test(messages()));
        }

        private static Timestamp time(String instant) {
            return Timestamp.newBuilder()
                    .setSeconds(Instant.parse(instant).getEpochSecond())
                    .build();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
