package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.WatchDeltasRequest;
import io.tidemark.v1.WatchDeltasResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscriber to live deltas that takes a message when a test says so, and keeps the deltas as it was told them. */
final class DeltaWatchProbe {

    private static final int WAIT_SECONDS_MAX = 30;

    private final ClientCall<WatchDeltasRequest, WatchDeltasResponse> call;
    private final BlockingQueue<WatchDeltasResponse> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    private boolean isAsked;
    private final Map<Integer, String> idOfHandle = new HashMap<>();
    private final Map<String, TreeMap<Long, String>> deltas = new HashMap<>();

    /** Subscribes, and waits until the server watches. */
    DeltaWatchProbe(TestServer server, ComponentSelection selection) {
        call = server.channel().newCall(DeltasServiceGrpc.getWatchDeltasMethod(), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(WatchDeltasResponse message) {
                        messages.add(message);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status.asRuntimeException(trailers));
                    }
                },
                new Metadata());
        call.sendMessage(WatchDeltasRequest.newBuilder().setSelection(selection).build());
        call.halfClose();
        WatchDeltasResponse greeting = take();
        assertThat(greeting.getPosition().isEmpty()).isFalse();
        assertThat(greeting.getDeltaCount()).isZero();
    }

    /** Takes the next message, however long it takes to come. */
    WatchDeltasResponse take() {
        return take("a message");
    }

    /** The same; a failure says where it happened. */
    WatchDeltasResponse take(String where) {
        ask();
        try {
            WatchDeltasResponse message = messages.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(message)
                    .as("%s; the stream's end is %s, known is %s", where, end.getNow(null), deltas)
                    .isNotNull();
            isAsked = false;
            note(message);
            return message;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Takes the messages that have come, and asks for the next. */
    void takeWhatIsThere() {
        for (WatchDeltasResponse message = messages.poll(); message != null; message = messages.poll()) {
            isAsked = false;
            note(message);
            ask();
        }
        ask();
    }

    private void ask() {
        if (!isAsked) {
            isAsked = true;
            call.request(1);
        }
    }

    /** Takes messages until one says that everything so far has been told; how many they were. */
    int takeAll() {
        int taken = 1;
        while (take().getPosition().isEmpty()) {
            taken++;
        }
        return taken;
    }

    private void note(WatchDeltasResponse message) {
        for (int k = 0; k < message.getSeries().getHandleCount(); k++) {
            idOfHandle.put(message.getSeries().getHandle(k), message.getSeries().getComponent(k));
        }
        for (int k = 0; k < message.getGoneHandleCount(); k++) {
            String id = idOfHandle.get(message.getGoneHandle(k));
            if (id != null && deltas.containsKey(id)) {
                deltas.get(id).remove(message.getGoneTimeMillis(k));
            }
        }
        int[] next = {0};
        ModelAnswers.eachTime(message.getSeries(), (component, at) -> {
            int k = next[0]++;
            int flag = message.getFlags().isEmpty() ? 1 : message.getFlags().byteAt(k);
            int method =
                    message.getMethods().isEmpty() ? 0 : message.getMethods().byteAt(k);
            deltas.computeIfAbsent(component, fresh -> new TreeMap<>())
                    .put(at, message.getDelta(k) + " " + flag + " " + method);
        });
        assertThat(next[0]).isEqualTo(message.getDeltaCount());
    }

    /** What the subscriber knows: value, flag and method by component and time. */
    Map<String, TreeMap<Long, String>> deltas() {
        deltas.values().removeIf(TreeMap::isEmpty);
        return deltas;
    }

    StatusRuntimeException end() {
        try {
            return end.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (Exception none) {
            throw new AssertionError("the stream does not end", none);
        }
    }

    void cancel() {
        call.cancel("the test ends it", null);
    }
}
