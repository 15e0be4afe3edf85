package io.tidemark.server.metering.review.disturbance;

/** Something that happened to a disturbance; the events in order are its history, and what subscribers are sent. */
public sealed interface DisturbanceEvent {

    /** The longest banner text, characters. */
    int BANNER_CHARS_MAX = 1_000;

    /** In place of a name when the watch did it by itself. */
    String BY_ITSELF = "";

    /** When, epoch milliseconds. */
    long atMillis();

    /** Who did it, or {@link #BY_ITSELF}. */
    String by();

    /**
     * It began.
     *
     * @param fromMillis since when the provider is disturbed
     * @param late late streams as it was opened
     * @param streams the provider's streams then
     * @param banner what users are shown
     */
    record Opened(long atMillis, String by, long fromMillis, int late, int streams, String banner)
            implements DisturbanceEvent {
        /** Checks the banner. */
        public Opened {
            requireBanner(banner);
        }
    }

    /** Somebody gave it another banner. */
    record BannerChanged(long atMillis, String by, String banner) implements DisturbanceEvent {
        /** Checks the banner. */
        public BannerChanged {
            requireBanner(banner);
        }
    }

    /** It ended. */
    record Closed(long atMillis, String by) implements DisturbanceEvent {}

    private static void requireBanner(String banner) {
        if (banner.isBlank() || banner.length() > BANNER_CHARS_MAX) {
            throw new IllegalArgumentException("a banner of " + banner.length() + " characters; write 1 to "
                    + BANNER_CHARS_MAX + ", not all of them blank");
        }
    }
}
