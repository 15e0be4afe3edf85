package io.tidemark.server.monitoring.record;

import io.tidemark.server.metering.review.disturbance.Disturbance;
import io.tidemark.server.metering.review.disturbance.DisturbanceEvent;
import io.tidemark.v1.BannerChanged;
import io.tidemark.v1.DisturbanceClosed;
import io.tidemark.v1.DisturbanceOpened;

/** Disturbances and their events as messages, and back. */
public final class DisturbanceForms {

    private DisturbanceForms() {}

    /** An event as a message. */
    public static io.tidemark.v1.DisturbanceEvent event(DisturbanceEvent event) {
        io.tidemark.v1.DisturbanceEvent.Builder form = io.tidemark.v1.DisturbanceEvent.newBuilder()
                .setAtMillis(event.atMillis())
                .setBy(event.by());
        if (event instanceof DisturbanceEvent.Opened opened) {
            form.setOpened(DisturbanceOpened.newBuilder()
                    .setFromMillis(opened.fromMillis())
                    .setLate(opened.late())
                    .setStreams(opened.streams())
                    .setBanner(opened.banner()));
        } else if (event instanceof DisturbanceEvent.BannerChanged changed) {
            form.setBannerChanged(BannerChanged.newBuilder().setBanner(changed.banner()));
        } else {
            form.setClosed(DisturbanceClosed.getDefaultInstance());
        }
        return form.build();
    }

    /**
     * An event from its message.
     *
     * @throws IllegalArgumentException when the message is none
     */
    public static DisturbanceEvent event(io.tidemark.v1.DisturbanceEvent form) {
        return switch (form.getEventCase()) {
            case OPENED ->
                new DisturbanceEvent.Opened(
                        form.getAtMillis(),
                        form.getBy(),
                        form.getOpened().getFromMillis(),
                        form.getOpened().getLate(),
                        form.getOpened().getStreams(),
                        form.getOpened().getBanner());
            case BANNER_CHANGED ->
                new DisturbanceEvent.BannerChanged(
                        form.getAtMillis(),
                        form.getBy(),
                        form.getBannerChanged().getBanner());
            case CLOSED -> new DisturbanceEvent.Closed(form.getAtMillis(), form.getBy());
            case EVENT_NOT_SET -> throw new IllegalArgumentException("a disturbance event of no kind");
        };
    }

    /** A disturbance as a message. */
    public static io.tidemark.v1.Disturbance form(Disturbance one, String provider, int number) {
        io.tidemark.v1.Disturbance.Builder form = io.tidemark.v1.Disturbance.newBuilder()
                .setProvider(provider)
                .setNumber(number)
                .setFromMillis(one.fromMillis())
                .setByHand(one.isByHand())
                .setBanner(one.banner());
        if (!one.isOpen()) {
            form.setClosedAtMillis(one.closedAtMillis());
        }
        one.history().forEach(event -> form.addHistory(event(event)));
        return form.build();
    }
}
