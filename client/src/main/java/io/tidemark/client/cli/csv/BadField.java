package io.tidemark.client.cli.csv;

/** A field that cannot be read. The reason is stable and in capitals; the message is for people. */
final class BadField extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadField(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
