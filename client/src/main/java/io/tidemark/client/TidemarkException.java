package io.tidemark.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Map;

/**
 * A request that was refused or could not be carried out.
 *
 * <p>The message is for people. The code, the reason and the details are for programs: the reason is stable and in
 * capitals, such as {@code UNKNOWN_TIME_ZONE}; the details name the field, the value and the limit where there is one.
 */
public final class TidemarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status.Code code;
    private final String reason;
    private final transient Map<String, String> details;

    /**
     * Makes an exception.
     *
     * @param reason stable and in capitals; empty when none is known
     * @param details for programs; copied
     * @param cause what led to it, or null
     */
    public TidemarkException(
            Status.Code code, String reason, String message, Map<String, String> details, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.reason = reason;
        this.details = Map.copyOf(details);
    }

    /** One that the client itself raises. */
    static TidemarkException of(Status.Code code, String reason, String message) {
        return new TidemarkException(code, reason, message, Map.of(), null);
    }

    /**
     * What a gRPC failure says, with the reason and the details that the server attached.
     *
     * @param failure any throwable; one that is a TidemarkException already is given back as it is
     */
    public static TidemarkException from(Throwable failure) {
        if (failure instanceof TidemarkException) {
            return (TidemarkException) failure;
        }
        Status status = Status.fromThrowable(failure);
        ErrorInfo info = errorInfo(failure);
        return new TidemarkException(
                code(status), info.getReason(), message(status, failure), info.getMetadataMap(), failure);
    }

    /** The network's own failures are UNAVAILABLE; gRPC says UNKNOWN when the channel closes while a call is begun. */
    private static Status.Code code(Status status) {
        boolean isNetwork = status.getCode() == Status.Code.UNKNOWN && status.getCause() instanceof IOException;
        return isNetwork ? Status.Code.UNAVAILABLE : status.getCode();
    }

    /** What the server said; where it was not even reached, what the network said. */
    private static String message(Status status, Throwable failure) {
        Throwable cause = status.getCause();
        if (cause != null && cause.getMessage() != null) {
            return cause.getMessage();
        }
        String said = status.getDescription();
        return said != null ? said : String.valueOf(failure.getMessage());
    }

    private static ErrorInfo errorInfo(Throwable failure) {
        boolean carriesTrailers = failure instanceof StatusRuntimeException || failure instanceof StatusException;
        com.google.rpc.Status rich = carriesTrailers ? StatusProto.fromThrowable(failure) : null;
        if (rich != null) {
            for (Any detail : rich.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        return detail.unpack(ErrorInfo.class);
                    } catch (InvalidProtocolBufferException e) {
                        return ErrorInfo.getDefaultInstance();
                    }
                }
            }
        }
        return ErrorInfo.getDefaultInstance();
    }

    /** The gRPC status code. */
    public Status.Code code() {
        return code;
    }

    /** The stable reason; empty when the failure has none, as when the server was not reached. */
    public String reason() {
        return reason;
    }

    /** Whether the server has no room on its disk or in its memory: nothing is lost, and it goes on once there is room. */
    public boolean isOutOfRoom() {
        return reason.equals("DISK_FULL") || reason.equals("STORE_FULL");
    }

    /** Details for programs, such as {@code field}, {@code value} and {@code limit}; unmodifiable. */
    public Map<String, String> details() {
        return details == null ? Map.of() : details;
    }
}
