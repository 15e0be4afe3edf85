package io.tidemark.server.refusal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused. Nothing has changed because of it.
 *
 * <p>The message is for people: it names the field, the value and the limit and says what to do. The reason and the
 * details are for programs and never change their spelling.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of no; the names are those of the gRPC status codes. */
    public enum Kind {
        INVALID_ARGUMENT,
        NOT_FOUND,
        ALREADY_EXISTS,
        FAILED_PRECONDITION,
        OUT_OF_RANGE,
        ABORTED,
        RESOURCE_EXHAUSTED,
        UNAVAILABLE,
        DEADLINE_EXCEEDED,
        CANCELLED,
        UNAUTHENTICATED,
        PERMISSION_DENIED,
        DATA_LOSS,
        UNIMPLEMENTED
    }

    /** Key of the detail that says after how long trying again may help, milliseconds. */
    public static final String RETRY_AFTER_MILLIS = "retry_after_millis";

    private final Kind kind;
    private final String reason;
    private final transient Map<String, String> details;

    private Refusal(Kind kind, String reason, String message, Map<String, String> details) {
        super(message, null, false, false);
        this.kind = kind;
        this.reason = reason;
        this.details = details;
    }

    /**
     * Makes a refusal.
     *
     * @param reason stable and in capitals, such as {@code UNKNOWN_TIME_ZONE}
     * @param message what was wrong, for people
     */
    public static Refusal of(Kind kind, String reason, String message) {
        return new Refusal(kind, reason, message, Map.of());
    }

    /** An argument that can never be right: names the field and the value that was given. */
    public static Refusal invalid(String reason, String field, Object value, String message) {
        return of(Kind.INVALID_ARGUMENT, reason, field + " is " + shown(value) + ": " + message)
                .with("field", field)
                .with("value", shown(value));
    }

    /** The same refusal with one more detail for programs. */
    public Refusal with(String key, Object value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(key, shown(value));
        return new Refusal(kind, reason, getMessage(), more);
    }

    /** What kind of no. */
    public Kind kind() {
        return kind;
    }

    /** The stable reason. */
    public String reason() {
        return reason;
    }

    /** Details for programs; unmodifiable. */
    public Map<String, String> details() {
        return Map.copyOf(details);
    }

    /** Cuts long values, so that no refusal grows with what was sent. */
    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
