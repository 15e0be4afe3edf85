package io.tidemark.server.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.monitoring.MessagesQuery;
import io.tidemark.server.monitoring.Reviews;
import io.tidemark.server.monitoring.delivery.Delivery;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.DropMessageRequest;
import io.tidemark.v1.DropMessageResponse;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.ListMessagesResponse;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.RetryMessageRequest;
import io.tidemark.v1.RetryMessageResponse;

/** The outbox: the calls of the monitoring service that are about it. */
final class OutboxForm {

    private final QueryRoom queries;
    private final Delivery delivery;

    OutboxForm(QueryRoom queries, Delivery delivery) {
        this.queries = queries;
        this.delivery = delivery;
    }

    void list(ListMessagesRequest request, StreamObserver<ListMessagesResponse> responses) {
        if (request.getStatus() == MessageStatus.UNRECOGNIZED) {
            throw Refusal.invalid(
                    "UNKNOWN_VALUE", "status", request.getStatusValue(), "choose one of the contract's, or none");
        }
        queries.answer(
                ByteString.EMPTY,
                responses,
                () -> new MessagesQuery(queries.state(), request.getStatus(), request.getTo(), request.getWithLines()));
    }

    void retry(RetryMessageRequest request, StreamObserver<RetryMessageResponse> responses) {
        String by = Texts.required(request.getBy(), "by", Reviews.BY_CHARS_MAX);
        Replies.later(
                responses,
                delivery.retry(request.getNumber(), by)
                        .thenApply(position -> RetryMessageResponse.newBuilder()
                                .setMessage(message(request.getNumber()))
                                .setPosition(queries.tokens().of(position))
                                .build()));
    }

    void drop(DropMessageRequest request, StreamObserver<DropMessageResponse> responses) {
        String by = Texts.required(request.getBy(), "by", Reviews.BY_CHARS_MAX);
        Replies.later(
                responses,
                delivery.drop(request.getNumber(), by)
                        .thenApply(position -> DropMessageResponse.newBuilder()
                                .setMessage(message(request.getNumber()))
                                .setPosition(queries.tokens().of(position))
                                .build()));
    }

    private OutboxMessage message(long number) {
        State state = queries.state();
        state.lock().read().lock();
        try {
            return state.monitoring().outbox().get(number);
        } finally {
            state.lock().read().unlock();
        }
    }
}
