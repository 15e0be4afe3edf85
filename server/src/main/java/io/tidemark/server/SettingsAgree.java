package io.tidemark.server;

/**
 * Settings that are each in their range, and together make no sense: what one of them lets in, another would refuse, or a
 * client could not take. Refused at the start, where somebody reads it.
 */
final class SettingsAgree {

    /** Writer, sequence and clock before a batch in its record; a character of a writer's id takes up to four bytes. */
    private static final int RECORD_HEAD_BYTES = 18;

    private static final int CHARACTER_BYTES_MAX = 4;

    /** A reading with its own time and condition as columns, and what the columns themselves take. */
    private static final int READING_BYTES = 24;

    private static final int COLUMNS_BYTES = 64;

    private SettingsAgree() {}

    /**
     * Checks settings against each other.
     *
     * @throws ServerConfig.BadSetting when two of them contradict each other; the message names both
     */
    static void check(ServerConfig config) {
        int recordBytesMax = config.journal().recordBytesMax();
        long streamed = config.ingest().requestBytesMax()
                + RECORD_HEAD_BYTES
                + (long) CHARACTER_BYTES_MAX * config.ingest().writerIdLengthMax();
        if (streamed > recordBytesMax) {
            throw new ServerConfig.BadSetting("tidemark.ingest.requestBytesMax is "
                    + config.ingest().requestBytesMax() + " bytes and tidemark.journal.recordBytesMax " + recordBytesMax
                    + ": a request becomes one record with up to "
                    + (streamed - config.ingest().requestBytesMax())
                    + " bytes more, so lower the first or raise the second");
        }
        long appended = COLUMNS_BYTES + (long) READING_BYTES * config.ingest().appendReadingsMax();
        if (appended > recordBytesMax) {
            throw new ServerConfig.BadSetting("tidemark.ingest.appendReadingsMax is "
                    + config.ingest().appendReadingsMax() + " and tidemark.journal.recordBytesMax " + recordBytesMax
                    + ": an append becomes one record with up to " + READING_BYTES
                    + " bytes a reading, so lower the first or raise the second");
        }
        int first = config.delivery().backoffSecondsMin();
        int longest = config.delivery().backoffSecondsMax();
        if (first > longest) {
            throw new ServerConfig.BadSetting("tidemark.monitoring.outbox.backoffSecondsMin is " + first
                    + " and backoffSecondsMax " + longest + ": the first wait cannot be longer than the longest");
        }
        if (config.delivery().mail() == null && hasMailbox(config)) {
            throw new ServerConfig.BadSetting("tidemark.monitoring.outbox.recipients has a mail address and"
                    + " tidemark.monitoring.outbox.mail.host is empty: name the mail server");
        }
    }

    private static boolean hasMailbox(ServerConfig config) {
        return config.delivery().recipients().contacts().stream().anyMatch(contact -> contact.mail() != null);
    }
}
