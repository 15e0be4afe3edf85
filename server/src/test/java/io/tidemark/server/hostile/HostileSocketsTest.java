package io.tidemark.server.hostile;

import static io.tidemark.server.hostile.RawConnection.CONTINUATION;
import static io.tidemark.server.hostile.RawConnection.DATA;
import static io.tidemark.server.hostile.RawConnection.END_HEADERS;
import static io.tidemark.server.hostile.RawConnection.END_STREAM;
import static io.tidemark.server.hostile.RawConnection.HEADERS;
import static io.tidemark.server.hostile.RawConnection.PING;
import static io.tidemark.server.hostile.RawConnection.RST_STREAM;
import static io.tidemark.server.hostile.RawConnection.SETTINGS;
import static io.tidemark.server.hostile.RawConnection.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.OpenWriter;
import io.tidemark.v1.ReadingsServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a socket can do to a server: it stays healthy, its memory bounded, and everybody else is answered. */
@TortureRow("hostile-sockets")
@Timeout(300)
class HostileSocketsTest {

    private static final String APPEND =
            "/" + IngestServiceGrpc.getAppendReadingsMethod().getFullMethodName();
    private static final String INGEST =
            "/" + IngestServiceGrpc.getIngestMethod().getFullMethodName();
    private static final String READ =
            "/" + ReadingsServiceGrpc.getReadLatestMethod().getFullMethodName();

    private static final int CONNECTIONS_MAX = 200;
    private static final int MEGABYTE = 1 << 20;
    private static final int INBOUND_BYTES_MAX = 16 * MEGABYTE;

    private static GuardedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new GuardedServer(
                "tidemark.connections.max = " + CONNECTIONS_MAX,
                "tidemark.connections.handshakeSecondsMax = 3",
                "tidemark.connections.requestSecondsMax = 3",
                "tidemark.connections.inboundBytesMax = " + INBOUND_BYTES_MAX,
                "tidemark.connections.keepAliveSeconds = 10",
                "tidemark.connections.keepAliveWaitSecondsMax = 1",
                "tidemark.connections.callsMax = 2000");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theServerIsHealthy() throws IOException {
        server.assertHealthy();
    }

    private static RawConnection greeted() throws IOException {
        return RawConnection.greeted(server.port());
    }

    /** A connection whose greeting the server has answered; null when it closes it. */
    private static RawConnection letIn() throws IOException {
        RawConnection connection = new RawConnection(server.port());
        try {
            connection.greet();
            for (RawConnection.Frame frame = connection.read(); frame != null; frame = connection.read()) {
                if (frame.type() == SETTINGS && frame.flags() == RawConnection.ACK) {
                    return connection;
                }
            }
        } catch (IOException closedBefore) {
            // The server was quicker.
        }
        connection.close();
        return null;
    }

    private static void call(RawConnection connection, int stream, String path, String... headers) throws IOException {
        connection.frame(HEADERS, END_HEADERS, stream, RawConnection.headers(path, headers));
    }

    /** Sends data in frames of the usual size; what the server does not take any more is left. */
    private static void data(RawConnection connection, int stream, int flags, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += 16_384) {
            int to = Math.min(bytes.length, from + 16_384);
            connection.frame(DATA, to == bytes.length ? flags : 0, stream, Arrays.copyOfRange(bytes, from, to));
        }
    }

    @Test
    void connections_that_say_nothing_keep_nobody_out_and_are_closed_in_time() throws IOException {
        List<RawConnection> silent = new ArrayList<>();
        for (int i = 0; i < 2 * CONNECTIONS_MAX; i++) {
            silent.add(new RawConnection(server.port()));
        }
        server.assertHealthy();
        var other = server.channel();
        io.tidemark.v1.RegistryServiceGrpc.newBlockingStub(other)
                .listProviders(io.tidemark.v1.ListEntitiesRequest.getDefaultInstance());
        other.shutdownNow();
        for (RawConnection connection : silent) {
            connection.awaitClosed();
            connection.close();
        }
        Torture.tried(1, silent.size());
    }

    @Test
    void a_connection_beyond_those_that_may_be_open_is_closed_and_the_others_stay() throws IOException {
        List<RawConnection> spoken = new ArrayList<>();
        int closed = 0;
        try {
            for (int i = 0; i < CONNECTIONS_MAX + 20; i++) {
                RawConnection connection = letIn();
                if (connection == null) {
                    closed++;
                } else {
                    spoken.add(connection);
                }
            }
            assertThat(closed).isBetween(20, 25);
            server.assertHealthy();
        } finally {
            for (RawConnection connection : spoken) {
                connection.close();
            }
        }
        RawConnection again = letIn();
        while (again == null) {
            // The server has yet to see that the others have gone.
            Thread.onSpinWait();
            again = letIn();
        }
        again.close();
        Torture.tried(1, closed);
    }

    @Test
    void a_flood_of_connections_that_end_at_once_or_speak_nonsense_does_no_harm() throws IOException {
        int connections = Torture.count(300, 5_000);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < connections; i++) {
            try (RawConnection connection = i % 3 == 0 ? greeted() : new RawConnection(server.port())) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                connection.write(noise);
            } catch (IOException closedBefore) {
                // The server was quicker.
            }
        }
        Torture.tried(1, connections);
    }

    @Test
    void calls_opened_and_cancelled_in_rapid_succession_end_their_connection() throws IOException {
        int calls = Torture.count(20_000, 500_000);
        int sent = 0;
        while (sent < calls) {
            try (RawConnection connection = greeted()) {
                byte[] headers = RawConnection.headers(READ);
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int stream = 1; stream < 20_000; stream += 2) {
                    many.writeBytes(RawConnection.bytes(HEADERS, END_HEADERS, stream, headers));
                    many.writeBytes(RawConnection.bytes(
                            RST_STREAM,
                            0,
                            stream,
                            ByteBuffer.allocate(4).putInt(8).array()));
                }
                sent += 10_000;
                try {
                    connection.write(many.toByteArray());
                } catch (IOException closedBefore) {
                    continue;
                }
                connection.awaitClosed();
            }
        }
        Torture.tried(1, sent);
    }

    @Test
    void headers_that_are_too_long_are_refused() throws IOException {
        try (RawConnection connection = greeted()) {
            call(connection, 1, READ, "much", "x".repeat(15_000), "more", "x".repeat(1_000));
            assertThat(connection.answer(1)).isNotEmpty();
        }
        try (RawConnection connection = greeted()) {
            connection.frame(HEADERS, 0, 1, RawConnection.headers(READ));
            byte[] part = RawConnection.headers(READ, "x", "y".repeat(16_000));
            try {
                for (int i = 0; i < Torture.count(500, 20_000); i++) {
                    connection.frame(CONTINUATION, 0, 1, part);
                }
            } catch (IOException closedBefore) {
                // The server was quicker.
            }
            connection.awaitClosed();
        }
        Torture.tried(2, 2);
    }

    @Test
    void headers_that_never_end_in_small_parts_end_their_connection() throws IOException {
        try (RawConnection connection = greeted()) {
            connection.frame(HEADERS, 0, 1, RawConnection.headers(READ));
            try {
                for (int i = 0; i < Torture.count(20_000, 500_000); i++) {
                    connection.frame(CONTINUATION, 0, 1, new byte[0]);
                }
            } catch (IOException closedBefore) {
                // The server was quicker.
            }
            connection.awaitClosed();
        }
        Torture.tried(1, 1);
    }

    @Test
    void a_message_that_says_it_is_too_long_is_refused_before_it_comes() throws IOException {
        for (String path : List.of(APPEND, INGEST, READ)) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, 17 * MEGABYTE}) {
                try (RawConnection connection = greeted()) {
                    call(connection, 1, path);
                    connection.frame(
                            DATA,
                            0,
                            1,
                            ByteBuffer.allocate(5).put((byte) 0).putInt(length).array());
                    assertThat(connection.answer(1))
                            .contains("grpc-status: 8", "gRPC message exceeds maximum size " + 16 * MEGABYTE);
                }
                Torture.tried(1, 1);
            }
        }
    }

    @Test
    void a_message_that_inflates_beyond_the_limit_is_refused_with_the_limit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[MEGABYTE];
            int megabytes = Torture.count(128, 1_024);
            // A field that no request has: whoever parses it has to unpack it.
            CodedOutputStream field = CodedOutputStream.newInstance(gzip);
            field.writeTag(15, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            field.writeUInt32NoTag(megabytes * MEGABYTE - 1);
            field.flush();
            for (int i = 0; i < megabytes; i++) {
                gzip.write(zeros);
            }
        }
        for (String path : List.of(APPEND, INGEST, READ)) {
            try (RawConnection connection = greeted()) {
                call(connection, 1, path, "grpc-encoding", "gzip");
                data(connection, 1, END_STREAM, RawConnection.message(true, packed.toByteArray()));
                assertThat(connection.answer(1)).as(path).contains("REQUEST_TOO_LARGE");
            }
            Torture.tried(1, 1);
        }
    }

    @Test
    void requests_that_come_byte_by_byte_are_refused_when_their_time_is_over() throws IOException {
        try (RawConnection connection = greeted()) {
            int calls = 50;
            for (int i = 0; i < calls; i++) {
                call(connection, 2 * i + 1, i % 2 == 0 ? APPEND : INGEST);
                byte[] begun = RawConnection.message(false, new byte[10_000]);
                connection.frame(DATA, 0, 2 * i + 1, Arrays.copyOf(begun, i % 5 == 0 ? 3 : 100));
            }
            assertRefused(connection, calls, "REQUEST_TOO_SLOW");
            Torture.tried(1, calls);
        }
    }

    @Test
    void calls_whose_request_never_comes_are_refused_when_their_time_is_over() throws IOException {
        try (RawConnection connection = greeted()) {
            int calls = 500;
            for (int i = 0; i < calls; i++) {
                call(connection, 2 * i + 1, i % 2 == 0 ? READ : INGEST);
            }
            assertRefused(connection, calls, "REQUEST_TOO_SLOW");
            Torture.tried(1, calls);
        }
    }

    private static void assertRefused(RawConnection connection, int calls, String reason) throws IOException {
        int refused = 0;
        for (int ended = 0; ended < calls; ) {
            RawConnection.Frame frame = connection.read();
            assertThat(frame).as("after %s calls", ended).isNotNull();
            if (frame.type() == HEADERS && frame.isEnd()) {
                ended++;
                refused += frame.text().contains(reason) ? 1 : 0;
            }
        }
        assertThat(refused).isEqualTo(calls);
    }

    @Test
    void many_large_requests_that_never_end_hold_no_more_than_the_limit() throws IOException {
        int connections = Torture.count(10, 100);
        byte[] unfinished = Arrays.copyOf(RawConnection.message(false, new byte[4 * MEGABYTE]), 900_000);
        List<RawConnection> senders = new ArrayList<>();
        int refused = 0;
        try {
            for (int i = 0; i < connections; i++) {
                RawConnection sender = greeted();
                senders.add(sender);
                for (int k = 0; k < 4; k++) {
                    call(sender, 2 * k + 1, k % 2 == 0 ? INGEST : APPEND);
                    data(sender, 2 * k + 1, 0, unfinished);
                }
            }
            // A ping's answer stands behind what came before it on its connection; a second round, behind what the
            // calls of
            // other connections brought about.
            for (int round = 0; round < 2; round++) {
                for (RawConnection sender : senders) {
                    sender.frame(PING, 0, 0, new byte[8]);
                    refused += refusedBeforePong(sender, "TOO_MUCH_UNDER_WAY");
                }
            }
        } finally {
            for (RawConnection sender : senders) {
                sender.close();
            }
        }
        assertThat((4L * connections - refused) * unfinished.length).isLessThanOrEqualTo(INBOUND_BYTES_MAX);
        Torture.tried(refused, 4L * connections);
    }

    private static int refusedBeforePong(RawConnection connection, String reason) throws IOException {
        int refused = 0;
        RawConnection.Frame frame = connection.read();
        while (frame != null && !(frame.type() == PING && frame.flags() == RawConnection.ACK)) {
            refused += frame.type() == HEADERS && frame.text().contains(reason) ? 1 : 0;
            frame = connection.read();
        }
        assertThat(frame).as("the server's answer to a ping").isNotNull();
        return refused;
    }

    @Test
    void a_request_that_is_larger_than_one_may_be_is_refused_with_the_limit_before_it_is_whole() throws IOException {
        for (String path : List.of(APPEND, INGEST, READ)) {
            try (RawConnection connection = greeted()) {
                call(connection, 1, path);
                byte[] begun = Arrays.copyOf(RawConnection.message(false, new byte[12 * MEGABYTE]), 9 * MEGABYTE);
                data(connection, 1, 0, begun);
                assertThat(connection.answer(1)).as(path).contains("REQUEST_TOO_LARGE", "ingest.requestBytesMax");
            }
            Torture.tried(1, 1);
        }
    }

    @Test
    void a_peer_that_has_gone_without_a_word_is_taken_for_gone() throws IOException {
        try (RawConnection greetedOnly = greeted();
                RawConnection inACall = greeted();
                RawConnection halfClosed = greeted()) {
            call(inACall, 1, INGEST);
            IngestRequest opening = IngestRequest.newBuilder()
                    .setOpen(OpenWriter.newBuilder().setWriterId("gone"))
                    .build();
            data(inACall, 1, 0, RawConnection.message(false, opening.toByteArray()));
            halfClosed.endOutput();
            // None of them answers the server's pings.
            halfClosed.awaitClosed();
            greetedOnly.awaitClosed();
            inACall.awaitClosed();
        }
        Torture.tried(3, 3);
    }

    @Test
    void a_flood_of_pings_and_settings_ends_its_connection() throws IOException {
        int frames = Torture.count(20_000, 1_000_000);
        for (int type : new int[] {PING, SETTINGS}) {
            try (RawConnection connection = greeted()) {
                byte[] one = RawConnection.bytes(type, 0, 0, new byte[type == PING ? 8 : 0]);
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int i = 0; i < 1_000; i++) {
                    many.writeBytes(one);
                }
                try {
                    for (int i = 0; i < frames; i += 1_000) {
                        connection.write(many.toByteArray());
                    }
                } catch (IOException closedBefore) {
                    // The server was quicker.
                }
                if (type == PING) {
                    connection.awaitClosed();
                }
            }
            server.assertHealthy();
        }
        Torture.tried(2, 2L * frames);
    }

    @Test
    void a_flood_of_empty_data_and_of_windows_does_no_harm() throws IOException {
        int frames = Torture.count(20_000, 1_000_000);
        try (RawConnection connection = greeted()) {
            call(connection, 1, INGEST);
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                many.writeBytes(RawConnection.bytes(DATA, 0, 1, new byte[0]));
            }
            for (int i = 0; i < frames; i += 1_000) {
                connection.write(many.toByteArray());
            }
        } catch (IOException closedBefore) {
            // The server was quicker.
        }
        try (RawConnection connection = greeted()) {
            byte[] most = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
            connection.frame(WINDOW_UPDATE, 0, 0, most);
            connection.frame(WINDOW_UPDATE, 0, 0, most);
            connection.awaitClosed();
        }
        Torture.tried(2, frames);
    }

    @Test
    void whatever_frames_come_the_server_lives() throws IOException {
        Torture.seeds(100, 3_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            try (RawConnection connection = greeted()) {
                for (int i = 0; i < 40; i++) {
                    byte[] payload = random.nextInt(3) == 0
                            ? RawConnection.headers(random.nextBoolean() ? READ : INGEST)
                            : new byte[random.nextInt(40)];
                    if (payload.length < 40) {
                        random.nextBytes(payload);
                    }
                    connection.frame(random.nextInt(11), random.nextInt(256), random.nextInt(6), payload);
                }
            } catch (IOException closedBefore) {
                // The server was quicker.
            }
        });
    }

    @Test
    void another_protocol_on_the_port_is_closed() throws IOException {
        byte[] clientHello = {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3};
        byte[] http1 = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (byte[] words : List.of(clientHello, http1, new byte[100])) {
            try (RawConnection connection = new RawConnection(server.port())) {
                connection.write(words);
                connection.awaitClosed();
            }
            Torture.tried(1, 1);
        }
    }
}
