package io.tidemark.server.hostile;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One connection to the server, on which a test writes what it likes. Speaks HTTP/2 frame by frame. One thread's own. */
public final class RawConnection implements Closeable {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;

    private static final int READ_MILLIS_MAX = 30_000;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * A frame as it came.
     *
     * @param length of the payload, bytes
     * @param text what it says: the headers of a call, details of a status unpacked; else the payload
     */
    public record Frame(int type, int flags, int stream, int length, String text) {

        /** Whether the stream ends with it. */
        public boolean isEnd() {
            return (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0 || type == RST_STREAM;
        }
    }

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

    RawConnection(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), READ_MILLIS_MAX);
        socket.setSoTimeout(READ_MILLIS_MAX);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    /** A connection that has greeted as HTTP/2 asks. */
    public static RawConnection greeted(int port) throws IOException {
        RawConnection connection = new RawConnection(port);
        connection.greet();
        return connection;
    }

    void greet() throws IOException {
        write(PREFACE);
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Says that nothing more will come, and goes on reading. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Writes a frame. */
    public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        write(bytes(type, flags, stream, payload));
    }

    static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The headers of a call, as literals. */
    public static byte[] headers(String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", "POST");
        literal(block, ":scheme", "http");
        literal(block, ":path", path);
        literal(block, ":authority", "localhost");
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        for (int i = 0; i < more.length; i += 2) {
            literal(block, more[i], more[i + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        string(block, name);
        string(block, value);
    }

    private static void string(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            while (rest >= 128) {
                block.write(rest & 127 | 128);
                rest >>= 7;
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    /** A message of gRPC with its prefix. */
    public static byte[] message(boolean isCompressed, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) (isCompressed ? 1 : 0))
                .putInt(body.length)
                .put(body)
                .array();
    }

    /** The next frame; null when the server has closed the connection. */
    public Frame read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(type, flags, stream, length, type == HEADERS ? headers(stream, payload) : plain(payload));
        } catch (java.io.EOFException | java.net.SocketException closed) {
            return null;
        }
    }

    private String headers(int stream, byte[] block) throws IOException {
        try {
            Http2Headers headers = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
            CharSequence details = headers.get("grpc-status-details-bin");
            return headers + (details == null ? "" : plain(Base64.getDecoder().decode(details.toString())));
        } catch (Http2Exception broken) {
            throw new IOException(broken);
        }
    }

    private static String plain(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Everything the server says of a stream up to its end, or to the connection's. */
    String answer(int stream) throws IOException {
        StringBuilder said = new StringBuilder();
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.stream() == stream || frame.type() == GOAWAY) {
                said.append(frame.text());
                if (frame.type() == GOAWAY || frame.isEnd()) {
                    return said.toString();
                }
            }
        }
        return said.append(" closed").toString();
    }

    /** Reads until the server closes the connection; a test fails when it does not. */
    void awaitClosed() throws IOException {
        while (read() != null) {
            // What it says before does not matter.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
