package io.tidemark.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.tidemark.server.query.DeltaChunk;
import io.tidemark.v1.DeltasServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Requests come in as bytes and are parsed late; answers are not touched on their way out. */
class UnparsedRequestsTest {

    private final ServerMethodDefinition<?, ?> readDeltas = UnparsedRequests.of(new DeltasGrpc(null).definition())
            .getMethod(DeltasServiceGrpc.getReadDeltasMethod().getFullMethodName());

    @Test
    void an_answer_writes_itself_to_the_connection_and_is_not_copied_through_a_stream() {
        assertThat(stream(readDeltas.getMethodDescriptor(), new DeltaChunk()))
                .isInstanceOf(Drainable.class)
                .isInstanceOf(KnownLength.class);
    }

    @Test
    void bytes_that_are_no_request_are_taken_as_they_are() {
        InputStream bytes = new ByteArrayInputStream(new byte[] {-1, -1, -1});
        assertThat(readDeltas.getMethodDescriptor().parseRequest(bytes)).isSameAs(bytes);
    }

    @SuppressWarnings("unchecked")
    private static <A> InputStream stream(MethodDescriptor<?, A> method, Object answer) {
        return method.streamResponse((A) answer);
    }
}
