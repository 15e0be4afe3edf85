package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.OpenWriter;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.WriterOpened;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ingest stream by hand: sends what it is told, and waits for what must come. */
final class StreamProbe {

    private static final int WAIT_SECONDS_MAX = 60;

    /** How a stream ended. */
    record End(Status status, Metadata trailers) {

        ErrorInfo info() {
            return Failures.info(new StatusRuntimeException(status, trailers));
        }
    }

    private final ClientCall<IngestRequest, IngestResponse> call;
    private final BlockingQueue<IngestResponse> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    StreamProbe(TestServer server) {
        this(server, CallOptions.DEFAULT, Integer.MAX_VALUE);
    }

    /** A stream that takes so many answers before it is asked to {@link #take} more. */
    StreamProbe(TestServer server, CallOptions options, int answersTaken) {
        call = server.channel().newCall(IngestServiceGrpc.getIngestMethod(), options);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(IngestResponse message) {
                        answers.add(message);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(new End(status, trailers));
                    }
                },
                new Metadata());
        if (answersTaken > 0) {
            call.request(answersTaken);
        }
    }

    void take(int answers) {
        call.request(answers);
    }

    void send(IngestRequest request) {
        call.sendMessage(request);
    }

    void batch(ReadingBatch.Builder batch) {
        send(IngestRequest.newBuilder().setBatch(batch).build());
    }

    WriterOpened open(String writer) {
        requestOpen(writer);
        return answer().getOpened();
    }

    void requestOpen(String writer) {
        send(IngestRequest.newBuilder()
                .setOpen(OpenWriter.newBuilder().setWriterId(writer))
                .build());
    }

    IngestResponse answer() {
        try {
            IngestResponse answer = answers.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(answer)
                    .as("an answer; the stream's end is %s", end.getNow(null))
                    .isNotNull();
            return answer;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    BatchAck ack() {
        IngestResponse answer = answer();
        assertThat(answer.hasAck()).isTrue();
        return answer.getAck();
    }

    /** Acknowledgements up to a sequence, as one. */
    BatchAck ackThrough(long sequence) {
        BatchAck.Builder sum = BatchAck.newBuilder();
        while (sum.getDurableSequence() < sequence) {
            BatchAck ack = ack();
            assertThat(ack.getDurableSequence()).isGreaterThanOrEqualTo(sum.getDurableSequence());
            sum.setDurableSequence(ack.getDurableSequence())
                    .setPosition(ack.getPosition())
                    .setAcceptedCount(sum.getAcceptedCount() + ack.getAcceptedCount())
                    .setDuplicateCount(sum.getDuplicateCount() + ack.getDuplicateCount())
                    .setRejectedCount(sum.getRejectedCount() + ack.getRejectedCount())
                    .addAllReports(ack.getReportsList());
        }
        return sum.build();
    }

    /** Waits for the next answer; whether the stream ended instead. */
    boolean isRefusedBeforeAck() {
        try {
            while (!end.isDone()) {
                if (answers.poll(20, TimeUnit.MILLISECONDS) != null) {
                    return false;
                }
            }
            return answers.poll() == null;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    int answersWaiting() {
        return answers.size();
    }

    boolean isReady() {
        return call.isReady();
    }

    void halfClose() {
        call.halfClose();
    }

    void cancel() {
        call.cancel("the test ends it", null);
    }

    End end() {
        try {
            return end.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (Exception none) {
            throw new AssertionError("the stream does not end", none);
        }
    }

    /** What a failed call tells. */
    static final class Failures {

        private Failures() {}

        static ErrorInfo info(StatusRuntimeException failed) {
            com.google.rpc.Status status = StatusProto.fromThrowable(failed);
            assertThat(status).as("details of %s", failed.getStatus()).isNotNull();
            for (com.google.protobuf.Any detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        ErrorInfo info = detail.unpack(ErrorInfo.class);
                        assertThat(info.getDomain()).isEqualTo("tidemark");
                        return info;
                    } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                }
            }
            throw new AssertionError("no ErrorInfo in " + failed.getStatus());
        }
    }
}
