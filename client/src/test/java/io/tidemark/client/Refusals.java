package io.tidemark.client;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Refusals as a server sends them. */
public final class Refusals {

    private Refusals() {}

    public static StatusRuntimeException of(Status.Code code, String reason, String message, String key, String value) {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setDomain("tidemark")
                .setReason(reason)
                .putMetadata(key, value)
                .build();
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(info))
                .build());
    }
}
