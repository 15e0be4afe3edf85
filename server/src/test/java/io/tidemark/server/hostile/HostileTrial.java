package io.tidemark.server.hostile;

import static io.tidemark.server.hostile.RawConnection.DATA;
import static io.tidemark.server.hostile.RawConnection.END_HEADERS;
import static io.tidemark.server.hostile.RawConnection.HEADERS;

import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.ReadingsServiceGrpc;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A server with small limits, and what a hostile sender needs. It is healthy after each trial. */
abstract class HostileTrial {

    static final String APPEND =
            "/" + IngestServiceGrpc.getAppendReadingsMethod().getFullMethodName();
    static final String INGEST = "/" + IngestServiceGrpc.getIngestMethod().getFullMethodName();
    static final String READ = "/" + ReadingsServiceGrpc.getReadLatestMethod().getFullMethodName();

    static final int CONNECTIONS_MAX = 200;
    static final int MEGABYTE = 1 << 20;
    static final int INBOUND_BYTES_MAX = 16 * MEGABYTE;

    static GuardedServer server;

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

    static RawConnection greeted() throws IOException {
        return RawConnection.greeted(server.port());
    }

    static void call(RawConnection connection, int stream, String path, String... headers) throws IOException {
        connection.frame(HEADERS, END_HEADERS, stream, RawConnection.headers(path, headers));
    }

    /** Sends data in frames of the usual size; what the server does not take any more is left. */
    static void data(RawConnection connection, int stream, int flags, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += 16_384) {
            int to = Math.min(bytes.length, from + 16_384);
            connection.frame(DATA, to == bytes.length ? flags : 0, stream, Arrays.copyOfRange(bytes, from, to));
        }
    }
}
