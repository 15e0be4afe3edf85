package io.tidemark.server.hostile;

import static io.tidemark.server.hostile.RawConnection.CONTINUATION;
import static io.tidemark.server.hostile.RawConnection.DATA;
import static io.tidemark.server.hostile.RawConnection.END_HEADERS;
import static io.tidemark.server.hostile.RawConnection.HEADERS;
import static io.tidemark.server.hostile.RawConnection.PING;
import static io.tidemark.server.hostile.RawConnection.RST_STREAM;
import static io.tidemark.server.hostile.RawConnection.SETTINGS;
import static io.tidemark.server.hostile.RawConnection.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.OpenWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What connections, headers and frames can do to a server: it stays healthy, and everybody else is answered. */
@TortureRow("hostile-sockets")
@Timeout(300)
class HostileSocketsTest extends HostileTrial {

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
