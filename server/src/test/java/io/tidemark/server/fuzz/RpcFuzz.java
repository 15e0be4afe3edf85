package io.tidemark.server.fuzz;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.BackupRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calls of one service with bytes as they come, on a real server.
 *
 * <pre>
 *   input    method (1 byte), then the request; where requests are a stream: length (2 bytes) and request, again and again
 * </pre>
 */
final class RpcFuzz implements FuzzTarget.Run {

    /** Inputs after which the server starts anew on an empty store, so that it does not only grow. */
    private static final int INPUTS_A_STORE = 20_000;

    private static final int MESSAGES_MAX = 16;

    private final List<MethodDescriptor<byte[], byte[]>> methods;
    private FuzzServer server;
    private int inputs;

    RpcFuzz(ServiceDescriptor service) {
        methods = service.getMethods().stream().map(RpcFuzz::raw).toList();
        server = new FuzzServer();
    }

    private static MethodDescriptor<byte[], byte[]> raw(MethodDescriptor<?, ?> method) {
        return method.toBuilder(new RawBytes(), new RawBytes()).build();
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        if (++inputs % INPUTS_A_STORE == 0) {
            close();
            server = new FuzzServer();
        }
        MethodDescriptor<byte[], byte[]> method = methods.get(Byte.toUnsignedInt(input[0]) % methods.size());
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        if (method.getType().clientSendsOneMessage()) {
            RawCall.one(server.channel(), method, isBackup(method) ? toOwnFolder(rest) : rest);
        } else {
            RawCall.stream(server.channel(), method, messages(rest));
        }
        server.check();
    }

    private static boolean isBackup(MethodDescriptor<?, ?> method) {
        return method.getFullMethodName()
                .equals(AdminServiceGrpc.getBackupMethod().getFullMethodName());
    }

    /** A backup goes into this server's own folder, wherever on the machine it was to go. */
    private byte[] toOwnFolder(byte[] request) {
        try {
            BackupRequest backup = BackupRequest.parseFrom(request);
            return backup.getDirectory().startsWith("/")
                    ? backup.toBuilder()
                            .setDirectory(server.ownFolder())
                            .build()
                            .toByteArray()
                    : request;
        } catch (IOException malformed) {
            return request;
        }
    }

    private static List<byte[]> messages(byte[] bytes) {
        List<byte[]> messages = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.remaining() >= 2 && messages.size() < MESSAGES_MAX) {
            byte[] message = new byte[Math.min(Short.toUnsignedInt(left.getShort()), left.remaining())];
            left.get(message);
            messages.add(message);
        }
        return messages;
    }

    @Override
    public void close() {
        try (FuzzServer last = server) {
            last.checkHealth();
        }
    }

    /** Bytes as they are. */
    private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
