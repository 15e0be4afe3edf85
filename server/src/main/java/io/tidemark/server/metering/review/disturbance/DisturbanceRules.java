package io.tidemark.server.metering.review.disturbance;

import java.time.Instant;
import java.util.Optional;

/** When a disturbance opens and closes by itself. */
public final class DisturbanceRules {

    private DisturbanceRules() {}

    /**
     * What the watch does about one provider that a pass found disturbed. It opens a disturbance unless one is open, and
     * unless the last one was closed by hand after this same deviation had begun: what an operator has closed stays closed
     * until the provider has recovered and gone quiet again.
     *
     * @param latest the provider's latest disturbance, open or closed; null when it never had one
     * @param sinceMillis {@link LateStreams#disturbedSinceMillis}
     * @param providerName its name, for the banner
     */
    public static Optional<DisturbanceEvent.Opened> whenDisturbed(
            Disturbance latest, long nowMillis, long sinceMillis, int late, int streams, String providerName) {
        boolean isKnown =
                latest != null && (latest.isOpen() || latest.isClosedByHand() && sinceMillis < latest.closedAtMillis());
        return isKnown
                ? Optional.empty()
                : Optional.of(new DisturbanceEvent.Opened(
                        nowMillis,
                        DisturbanceEvent.BY_ITSELF,
                        sinceMillis,
                        late,
                        streams,
                        banner(providerName, sinceMillis, late, streams)));
    }

    /**
     * What the watch does about one provider that a pass found in order: it closes what it had opened itself. What a person
     * opened stays until a person closes it.
     *
     * @param latest the provider's latest disturbance, open or closed; null when it never had one
     */
    public static Optional<DisturbanceEvent.Closed> whenInOrder(Disturbance latest, long nowMillis) {
        return latest == null || !latest.isOpen() || latest.isByHand()
                ? Optional.empty()
                : Optional.of(new DisturbanceEvent.Closed(nowMillis, DisturbanceEvent.BY_ITSELF));
    }

    /** What users are shown until an operator words it better. */
    static String banner(String providerName, long sinceMillis, int late, int streams) {
        String name = providerName.length() > 200 ? providerName.substring(0, 200) : providerName;
        return "No data from " + name + " for " + late + " of " + streams + " streams, due since "
                + Instant.ofEpochMilli(sinceMillis) + ".";
    }
}
