package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class TidemarkExceptionTest {

    @Test
    void a_channel_that_closes_while_a_call_is_begun_counts_as_a_server_that_is_not_reached() {
        TidemarkException gone = TidemarkException.from(Status.UNKNOWN
                .withDescription("channel closed")
                .withCause(new ClosedChannelException())
                .asRuntimeException());

        assertThat(gone.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(gone.reason()).isEmpty();
        assertThat(gone).hasMessage("channel closed");
    }

    @Test
    void what_is_unknown_for_another_reason_stays_so() {
        TidemarkException unknown = TidemarkException.from(
                Status.UNKNOWN.withCause(new IllegalStateException("odd")).asRuntimeException());

        assertThat(unknown.code()).isEqualTo(Status.Code.UNKNOWN);
    }
}
