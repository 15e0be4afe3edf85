package io.tidemark.server.monitoring;

import io.tidemark.server.query.Pieces;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ListMessagesResponse;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import java.util.concurrent.locks.Lock;

/** Messages of the outbox, oldest first. */
public final class MessagesQuery implements Pieces<ListMessagesResponse> {

    private static final int LOOKED_AT_A_PIECE = 4_096;
    private static final int LINES_A_PIECE = 4_096;
    private static final int MESSAGES_A_PIECE = 512;

    private final State state;
    private final MessageStatus status;
    private final String to;
    private final boolean withLines;
    private long next = 1;
    private boolean isDone;

    /**
     * The messages.
     *
     * @param status unspecified for any
     * @param to empty for any recipient
     */
    public MessagesQuery(State state, MessageStatus status, String to, boolean withLines) {
        this.state = state;
        this.status = status;
        this.to = to;
        this.withLines = withLines;
    }

    @Override
    public ListMessagesResponse next() {
        if (isDone) {
            return null;
        }
        ListMessagesResponse.Builder piece = ListMessagesResponse.newBuilder();
        int looked = 0;
        int lines = 0;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            isDone = true;
            for (OutboxMessage message : state.monitoring().outbox().from(next)) {
                if (++looked > LOOKED_AT_A_PIECE
                        || lines >= LINES_A_PIECE
                        || piece.getMessagesCount() >= MESSAGES_A_PIECE) {
                    isDone = false;
                    break;
                }
                next = message.getNumber() + 1;
                if ((status == MessageStatus.MESSAGE_STATUS_UNSPECIFIED || status == message.getStatus())
                        && (to.isEmpty() || to.equals(message.getTo()))) {
                    lines += withLines ? message.getLinesCount() : 0;
                    piece.addMessages(
                            withLines
                                    ? message
                                    : message.toBuilder().clearLines().build());
                }
            }
        } finally {
            lock.unlock();
        }
        return piece.build();
    }
}
