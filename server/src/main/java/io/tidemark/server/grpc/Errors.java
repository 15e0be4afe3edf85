package io.tidemark.server.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tidemark.server.refusal.Refusal;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How what went wrong inside appears on the wire.
 *
 * <pre>
 *   Refusal              its kind        ErrorInfo(reason, details), BadRequest(field) where a field is named,
 *                                        RetryInfo where it helps to try again in a moment
 *   status of gRPC's     as it is
 *   anything else        INTERNAL        ErrorInfo(INTERNAL_FAULT, incident); logged with the incident and its trace
 * </pre>
 */
public final class Errors {

    /** Domain of every ErrorInfo. */
    public static final String DOMAIN = "tidemark";

    /** Reason of an error nobody foresaw. */
    public static final String INTERNAL_FAULT = "INTERNAL_FAULT";

    /** Key in an ErrorInfo's metadata under which the log can be searched. */
    public static final String INCIDENT = "incident";

    /** Key of a refusal's detail that names the field at fault. */
    public static final String FIELD = "field";

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /** The status for anything thrown; what is neither a refusal nor a status is logged. Never bare UNKNOWN. */
    public static StatusRuntimeException toStatus(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof Refusal refusal) {
            return toStatus(refusal);
        }
        if (cause instanceof StatusRuntimeException status && isTelling(status.getStatus())) {
            return status;
        }
        if (cause instanceof StatusException status && isTelling(status.getStatus())) {
            return new StatusRuntimeException(status.getStatus(), status.getTrailers());
        }
        return internalFault(cause);
    }

    /** The status for a refusal. */
    public static StatusRuntimeException toStatus(Refusal refusal) {
        ErrorInfo.Builder info = ErrorInfo.newBuilder()
                .setDomain(DOMAIN)
                .setReason(refusal.reason())
                .putAllMetadata(refusal.details());
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(code(refusal.kind()).value())
                .setMessage(refusal.getMessage())
                .addDetails(Any.pack(info.build()));
        String field = refusal.details().get(FIELD);
        if (field != null) {
            status.addDetails(Any.pack(BadRequest.newBuilder()
                    .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                            .setField(field)
                            .setReason(refusal.reason())
                            .setDescription(refusal.getMessage()))
                    .build()));
        }
        String retryAfterMillis = refusal.details().get(Refusal.RETRY_AFTER_MILLIS);
        if (retryAfterMillis != null) {
            long millis = Long.parseLong(retryAfterMillis);
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder()
                            .setSeconds(millis / 1_000)
                            .setNanos((int) (millis % 1_000) * 1_000_000))
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static StatusRuntimeException internalFault(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("internal fault, incident {}", incident, cause);
        ErrorInfo info = ErrorInfo.newBuilder()
                .setDomain(DOMAIN)
                .setReason(INTERNAL_FAULT)
                .putMetadata(INCIDENT, incident)
                .build();
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INTERNAL.value())
                .setMessage("The server met an internal fault; its log tells more under incident " + incident + ".")
                .addDetails(Any.pack(info))
                .build());
    }

    private static Status.Code code(Refusal.Kind kind) {
        return Status.Code.valueOf(kind.name());
    }

    /** Whether a status says more than that something went wrong. */
    private static boolean isTelling(Status status) {
        return status.getCode() != Status.Code.UNKNOWN;
    }

    /** What a future's wrapping hides, or an UNKNOWN status that gRPC made of somebody's exception. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isWrapping(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapping(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || (thrown instanceof StatusRuntimeException status && !isTelling(status.getStatus()))
                || (thrown instanceof StatusException checked && !isTelling(checked.getStatus()));
    }
}
