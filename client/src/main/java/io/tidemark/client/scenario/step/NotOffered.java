package io.tidemark.client.scenario.step;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The answer to what the contract has no service for. */
final class NotOffered {

    private NotOffered() {}

    /** UNIMPLEMENTED, with the reason NOT_OFFERED. */
    static StatusRuntimeException answer(String what) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.UNIMPLEMENTED_VALUE)
                .setMessage(what + " is not offered by this version of Tidemark; leave it out")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("tidemark")
                        .setReason("NOT_OFFERED")
                        .putMetadata("field", what)
                        .build()))
                .build());
    }
}
