package io.tidemark.server.metering.review.disturbance;

import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * One disturbance of one provider. Immutable; {@link #apply} gives the next state.
 *
 * @param provider number of the provider
 * @param fromMillis since when it is disturbed
 * @param closedAtMillis when it was closed, {@link Period#STILL_OPEN} while it is open
 * @param isByHand whether a person opened it; it then stays until a person closes it
 * @param banner what users are shown
 * @param history all that happened, oldest first; at {@link #EVENTS_MAX} it only closes
 */
public record Disturbance(
        int provider,
        long fromMillis,
        long closedAtMillis,
        boolean isByHand,
        String banner,
        List<DisturbanceEvent> history) {

    /** With so many events a disturbance takes no other banner. */
    public static final int EVENTS_MAX = 1_000;

    /** Copies the list, so that the record never changes. */
    public Disturbance {
        history = List.copyOf(history);
    }

    /** A disturbance as it begins. */
    public static Disturbance open(int provider, DisturbanceEvent.Opened opened) {
        boolean isByHand = !opened.by().equals(DisturbanceEvent.BY_ITSELF);
        return new Disturbance(
                provider, opened.fromMillis(), Period.STILL_OPEN, isByHand, opened.banner(), List.of(opened));
    }

    public boolean isOpen() {
        return closedAtMillis == Period.STILL_OPEN;
    }

    /** Whether a person closed it. */
    public boolean isClosedByHand() {
        return !isOpen() && !history.get(history.size() - 1).by().equals(DisturbanceEvent.BY_ITSELF);
    }

    /**
     * The state after an event.
     *
     * @throws IllegalArgumentException when it is closed, is opened a second time, or has {@link #EVENTS_MAX} events and is not
     *     being closed
     */
    public Disturbance apply(DisturbanceEvent event) {
        if (!isOpen() || event instanceof DisturbanceEvent.Opened) {
            throw new IllegalArgumentException("the disturbance of provider " + provider + " is "
                    + (isOpen() ? "open" : "closed") + " and takes no "
                    + event.getClass().getSimpleName());
        }
        if (history.size() >= EVENTS_MAX && !(event instanceof DisturbanceEvent.Closed)) {
            throw new IllegalArgumentException("the disturbance of provider " + provider + " has " + EVENTS_MAX
                    + " events; close it, open another");
        }
        List<DisturbanceEvent> events = new ArrayList<>(history);
        events.add(event);
        boolean closes = event instanceof DisturbanceEvent.Closed;
        String shown = event instanceof DisturbanceEvent.BannerChanged changed ? changed.banner() : banner;
        return new Disturbance(
                provider, fromMillis, closes ? event.atMillis() : closedAtMillis, isByHand, shown, events);
    }
}
