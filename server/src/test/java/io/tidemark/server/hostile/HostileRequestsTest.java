package io.tidemark.server.hostile;

import static io.tidemark.server.hostile.RawConnection.DATA;
import static io.tidemark.server.hostile.RawConnection.END_STREAM;
import static io.tidemark.server.hostile.RawConnection.HEADERS;
import static io.tidemark.server.hostile.RawConnection.PING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What requests can do that are too large, too slow, or never whole: they are refused with the limit, and memory is bounded. */
@TortureRow("hostile-sockets")
@Timeout(300)
class HostileRequestsTest extends HostileTrial {

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
}
