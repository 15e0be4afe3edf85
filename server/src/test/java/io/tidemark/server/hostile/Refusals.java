package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/** What a refusal must say. */
final class Refusals {

    private Refusals() {}

    /** The server is too busy, by one of these limits, and says when to try again. */
    static void assertTooBusy(Throwable failed, String... limits) {
        assertThat(Status.fromThrowable(failed).getCode())
                .as(failed.toString())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        boolean saysWhen = false;
        ErrorInfo info = null;
        for (Any detail : StatusProto.fromThrowable(failed).getDetailsList()) {
            try {
                saysWhen |= detail.is(RetryInfo.class);
                info = detail.is(ErrorInfo.class) ? detail.unpack(ErrorInfo.class) : info;
            } catch (InvalidProtocolBufferException broken) {
                throw new AssertionError(broken);
            }
        }
        assertThat(info).isNotNull();
        assertThat(info.getReason()).isEqualTo("TOO_BUSY");
        assertThat(info.getMetadataMap().get("limit")).isIn((Object[]) limits);
        assertThat(saysWhen).isTrue();
    }
}
