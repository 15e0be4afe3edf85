package io.tidemark.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.v1.DropMessageRequest;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.RetryMessageRequest;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxDeliveryTest {

    private static final String SECRET = "a secret of the test";

    private record Received(String key, String signature, String body) {}

    @TempDir
    Path directory;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer webhook;
    private volatile CountDownLatch holdBack = new CountDownLatch(0);

    @BeforeEach
    void start() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", this::receive);
        webhook.start();
    }

    @AfterEach
    void stop() {
        holdBack.countDown();
        webhook.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Tidemark-Signature"),
                body));
        try {
            holdBack.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
        exchange.close();
    }

    private String byWebhook() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        return """
                tidemark.monitoring.outbox.recipients = [
                  {to = "provider:*", webhook = "http://127.0.0.1:%d/in", secretFile = "%s"}]
                tidemark.monitoring.outbox.attemptsMax = 3
                """.formatted(webhook.getAddress().getPort(), secret);
    }

    @Test
    void a_webhook_is_called_until_it_takes_the_message_over_and_not_again_after_a_crash() throws Exception {
        failures.set(1);
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), byWebhook())) {
            OutboxMessage sent = reviewed(server, MessageStatus.MESSAGE_DELIVERED);
            assertThat(sent.getAttempts()).isEqualTo(2);
            assertThat(received).hasSize(2).extracting(Received::key).containsOnly(sent.getIdempotencyKey());
            assertThat(received.get(1).body())
                    .contains("\"to\":\"provider:grid-a\"", "\"component\":\"mc1\"", "\"component\":\"mc2\"");
            assertThat(received.get(1).signature()).isEqualTo(signed(received.get(1)));

            Path left = server.crashed(directory.resolve("two"));
            try (WatchedServer again = new WatchedServer(left, byWebhook())) {
                again.review("2024-02", "2024-03-15T08:00:00Z");
                await(again, 1, MessageStatus.MESSAGE_DELIVERED);
                assertThat(received).hasSize(3);
                assertThat(received.get(2).key()).isNotEqualTo(sent.getIdempotencyKey());
            }
        }
    }

    @Test
    void a_webhook_that_was_cut_off_is_called_again_under_the_same_key() throws Exception {
        holdBack = new CountDownLatch(1);
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), byWebhook())) {
            server.register("grid-a", "sp1", "mc1");
            server.review("2024-01", "2024-02-15T08:00:00Z");
            WatchedServer.await("the call is under way", () -> received.size() == 1);
            Path left = server.crashed(directory.resolve("two"));
            holdBack.countDown();
            try (WatchedServer again = new WatchedServer(left, byWebhook())) {
                await(again, 0, MessageStatus.MESSAGE_DELIVERED);
                assertThat(received)
                        .extracting(Received::key)
                        .hasSize(2)
                        .containsOnly(received.get(0).key());
            }
        }
    }

    @Test
    void a_message_that_nobody_takes_is_a_dead_letter_and_can_be_sent_again_by_hand() throws Exception {
        failures.set(3);
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), byWebhook())) {
            OutboxMessage dead = reviewed(server, MessageStatus.MESSAGE_DEAD);
            assertThat(dead.getAttempts()).isEqualTo(3);
            assertThat(dead.getLastProblem()).contains("503").doesNotContain(SECRET);

            retry(server, dead.getNumber());
            await(server, 0, MessageStatus.MESSAGE_DELIVERED);
            assertThat(received).hasSize(4);
        }
    }

    @Test
    void mail_arrives_once_over_a_crash_too() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (WatchedServer server = new WatchedServer(
                directory.resolve("one"), byMail(mail.getSmtp().getPort()))) {
            OutboxMessage sent = reviewed(server, MessageStatus.MESSAGE_DELIVERED);
            MimeMessage arrived = mail.getReceivedMessages()[0];
            assertThat(arrived.getSubject()).isEqualTo("Missing meter data for 2024-01: 2 components");
            assertThat(arrived.getMessageID()).contains(sent.getIdempotencyKey());
            assertThat(arrived.getContent().toString())
                    .contains("mc1 at sp1: from 2024-01-31T22:00:00Z to 2024-01-31T23:00:00Z");

            Path left = server.crashed(directory.resolve("two"));
            try (WatchedServer again =
                    new WatchedServer(left, byMail(mail.getSmtp().getPort()))) {
                again.review("2024-02", "2024-03-15T08:00:00Z");
                await(again, 1, MessageStatus.MESSAGE_DELIVERED);
                assertThat(mail.getReceivedMessages()).hasSize(2);
            }
        } finally {
            mail.stop();
        }
    }

    @Test
    void a_dead_letter_can_be_let_go_and_is_then_not_tried_again_even_after_a_crash() throws Exception {
        failures.set(3);
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), byWebhook())) {
            OutboxMessage dead = reviewed(server, MessageStatus.MESSAGE_DEAD);
            OutboxMessage dropped = drop(server, dead.getNumber());
            assertThat(dropped.getStatus()).isEqualTo(MessageStatus.MESSAGE_DROPPED);
            assertThat(dropped.getBy()).isEqualTo("ann");
            assertThat(dropped.getAttempts()).isEqualTo(3);

            assertThatThrownBy(() -> drop(server, dead.getNumber()))
                    .hasMessageContaining("FAILED_PRECONDITION")
                    .hasMessageContaining("MESSAGE_DROPPED");
            assertThatThrownBy(() -> retry(server, dead.getNumber())).hasMessageContaining("only a dead letter");
            assertThatThrownBy(() -> drop(server, 99)).hasMessageContaining("NOT_FOUND");

            Path left = server.crashed(directory.resolve("two"));
            try (WatchedServer again = new WatchedServer(left, byWebhook())) {
                again.review("2024-02", "2024-03-15T08:00:00Z");
                await(again, 1, MessageStatus.MESSAGE_DELIVERED);
                assertThat(again.messages().get(0).getStatus()).isEqualTo(MessageStatus.MESSAGE_DROPPED);
                assertThat(received).hasSize(4);
            }
        }
    }

    @Test
    void a_message_that_waits_for_a_contact_can_be_let_go_and_a_delivered_one_cannot() throws Exception {
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), "")) {
            OutboxMessage waits = reviewed(server, MessageStatus.MESSAGE_WITHOUT_CONTACT);
            assertThat(drop(server, waits.getNumber()).getStatus()).isEqualTo(MessageStatus.MESSAGE_DROPPED);
        }
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), byWebhook())) {
            server.review("2024-02", "2024-03-15T08:00:00Z");
            OutboxMessage delivered = await(server, 1, MessageStatus.MESSAGE_DELIVERED);
            assertThatThrownBy(() -> drop(server, delivered.getNumber())).hasMessageContaining("MESSAGE_DELIVERED");
            assertThat(received).extracting(Received::key).containsExactly(delivered.getIdempotencyKey());
        }
    }

    private static OutboxMessage drop(WatchedServer server, long number) {
        return server.monitoring()
                .dropMessage(DropMessageRequest.newBuilder()
                        .setNumber(number)
                        .setBy("ann")
                        .build())
                .getMessage();
    }

    private static void retry(WatchedServer server, long number) {
        server.monitoring()
                .retryMessage(RetryMessageRequest.newBuilder()
                        .setNumber(number)
                        .setBy("ann")
                        .build());
    }

    @Test
    void mail_after_which_the_server_hangs_up_may_have_arrived_and_is_not_sent_again_by_itself() throws Exception {
        try (TakingMailServer mail = new TakingMailServer();
                WatchedServer server = new WatchedServer(directory.resolve("one"), byMail(mail.port()))) {
            server.register("grid-a", "sp1", "mc1");
            server.review("2024-01", "2024-02-15T08:00:00Z");
            mail.take();
            mail.hangUp();
            OutboxMessage doubtful = await(server, 0, MessageStatus.MESSAGE_DEAD);
            assertThat(doubtful.getLastProblem()).contains("the connection broke while it was handed over");
            assertThat(doubtful.getAttempts()).isEqualTo(1);
        }
    }

    @Test
    void mail_that_the_server_refuses_is_tried_again_under_the_same_id() throws Exception {
        try (TakingMailServer mail = new TakingMailServer();
                WatchedServer server = new WatchedServer(directory.resolve("one"), byMail(mail.port()))) {
            server.register("grid-a", "sp1", "mc1");
            server.review("2024-01", "2024-02-15T08:00:00Z");
            mail.take();
            mail.answer("451 not now");
            mail.take();
            assertThat(server.messages().get(0).getLastProblem()).contains("the mail server refused it: 451 not now");
            mail.answer("250 thanks");
            assertThat(await(server, 0, MessageStatus.MESSAGE_DELIVERED).getAttempts())
                    .isEqualTo(2);
        }
    }

    private static String byMail(int port) {
        return """
                tidemark.monitoring.outbox.recipients = [{to = "provider:grid-a", mail = "data@grid-a.example"}]
                tidemark.monitoring.outbox.timeoutSeconds = 5
                tidemark.monitoring.outbox.mail {
                  host = "127.0.0.1", port = %d, startTls = false, from = "meters@house.example"
                }
                """.formatted(port);
    }

    private static OutboxMessage reviewed(WatchedServer server, MessageStatus status) throws InterruptedException {
        server.register("grid-a", "sp1", "mc1", "mc2");
        server.review("2024-01", "2024-02-15T08:00:00Z");
        return await(server, 0, status);
    }

    private static OutboxMessage await(WatchedServer server, int index, MessageStatus status)
            throws InterruptedException {
        WatchedServer.await(
                "message " + index + " is " + status,
                () -> server.messages().size() > index
                        && server.messages().get(index).getStatus() == status);
        return server.messages().get(index);
    }

    private static String signed(Received received) throws Exception {
        String seconds = received.signature().substring(2, received.signature().indexOf(','));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] sum = mac.doFinal((seconds + "." + received.body()).getBytes(StandardCharsets.UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
    }
}
