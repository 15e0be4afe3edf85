package io.tidemark.client.scenario;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tidemark.client.scenario.json.Json;

/** Shows a refusal as a result does: status code, the stable reason of its ErrorInfo, message. */
final class ErrorResult {

    private ErrorResult() {}

    /** {@code {"code", "reason", "message"}}; the reason is empty when the refusal brings none. */
    static Json.Obj of(StatusRuntimeException refusal) {
        Status status = refusal.getStatus();
        return Json.object()
                .with("code", status.getCode().name())
                .with("reason", reason(refusal))
                .with("message", status.getDescription() == null ? "" : status.getDescription())
                .end();
    }

    private static String reason(StatusRuntimeException refusal) {
        com.google.rpc.Status details = StatusProto.fromThrowable(refusal);
        if (details != null) {
            for (Any detail : details.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException e) {
                        return "";
                    }
                }
            }
        }
        return "";
    }
}
