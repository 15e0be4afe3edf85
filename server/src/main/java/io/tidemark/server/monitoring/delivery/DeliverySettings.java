package io.tidemark.server.monitoring.delivery;

/**
 * Settings of delivery.
 *
 * @param recipients where messages go
 * @param attemptsMax attempts before a message is a dead letter
 * @param backoffSecondsMin wait after the first failed attempt, seconds; it doubles with each
 * @param backoffSecondsMax longest wait, seconds
 * @param timeoutSeconds longest wait for a webhook or mail server, seconds
 * @param mail the mail server; null for none
 */
public record DeliverySettings(
        Recipients recipients,
        int attemptsMax,
        int backoffSecondsMin,
        int backoffSecondsMax,
        int timeoutSeconds,
        MailServer mail) {

    /**
     * A mail server.
     *
     * @param from address of the sender
     * @param startTls whether the connection must be encrypted before anything is said
     * @param user empty: without log-in
     * @param password of the user
     */
    public record MailServer(String host, int port, String from, boolean startTls, String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Wait after so many failed attempts, 1 and up, milliseconds. */
    long backoffMillis(int attempts) {
        long seconds = backoffSecondsMin;
        for (int i = 1; i < attempts && seconds < backoffSecondsMax; i++) {
            seconds *= 2;
        }
        return Math.min(seconds, backoffSecondsMax) * 1_000;
    }
}
