package io.tidemark.server.grpc;

import com.google.protobuf.Duration;
import io.tidemark.server.metering.delta.BucketUnit;
import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaSettings;
import java.time.DateTimeException;
import java.time.ZoneId;

/** How a request's words on deltas become settings. */
final class DeltaForms {

    private static final long LOOK_BACK_SECONDS_MAX = 36_525L * 86_400L;

    private DeltaForms() {}

    /** What a request says on deltas; what a component's type knows is added later. */
    static io.tidemark.server.metering.delta.DeltaSettings settings(DeltaSettings request) {
        DeltaPolicy policy = switch (request.getPolicy()) {
            case SOURCE -> DeltaPolicy.SOURCE;
            case GUARDED, DELTA_POLICY_UNSPECIFIED -> DeltaPolicy.GUARDED;
            case UNRECOGNIZED ->
                throw Refusal.invalid(
                        "UNKNOWN_VALUE", "settings.policy", request.getPolicyValue(), "it is GUARDED or SOURCE");
        };
        var settings = io.tidemark.server.metering.delta.DeltaSettings.of(policy)
                .withBridgeInvalid(request.getBridgeInvalid());
        return switch (request.getLookBackCase()) {
            case LOOK_BACK_MAX -> settings.withLookBackMillis(lookBackMillis(request.getLookBackMax()));
            case LOOK_BACK_UNLIMITED ->
                request.getLookBackUnlimited()
                        ? settings.withLookBackMillis(
                                io.tidemark.server.metering.delta.DeltaSettings.LOOK_BACK_UNLIMITED)
                        : settings;
            case LOOKBACK_NOT_SET -> settings;
        };
    }

    private static long lookBackMillis(Duration duration) {
        String field = "settings.look_back_max";
        if (duration.getSeconds() < 0
                || duration.getNanos() < 0
                || duration.getNanos() > 999_999_999
                || duration.getNanos() % 1_000_000 != 0) {
            throw Refusal.invalid(
                    "BAD_DURATION",
                    field,
                    duration.getSeconds() + " s " + duration.getNanos() + " ns",
                    "a look-back is 0 or more, in whole milliseconds");
        }
        if (duration.getSeconds() > LOOK_BACK_SECONDS_MAX) {
            throw Refusal.invalid(
                    "BAD_DURATION",
                    field,
                    duration.getSeconds() + " s",
                    "a look-back spans at most 100 years; set look_back_unlimited for no bound");
        }
        return duration.getSeconds() * 1_000 + duration.getNanos() / 1_000_000;
    }

    /** A request's bucket. */
    static BucketUnit unit(DeltaBucket bucket, int number) {
        return switch (bucket) {
            case QUARTER_HOUR -> BucketUnit.PT15M;
            case HOUR -> BucketUnit.PT1H;
            case DAY -> BucketUnit.DAY;
            case MONTH -> BucketUnit.MONTH;
            case DELTA_BUCKET_UNSPECIFIED ->
                throw Refusal.invalid(
                        "MISSING_FIELD", "bucket", "not set", "it is required: QUARTER_HOUR, HOUR, DAY or MONTH");
            case UNRECOGNIZED ->
                throw Refusal.invalid("UNKNOWN_VALUE", "bucket", number, "it is QUARTER_HOUR, HOUR, DAY or MONTH");
        };
    }

    /** A request's calendar: a zone, or null for each component's service point's. */
    static ZoneId zone(Calendar calendar) {
        return switch (calendar.getCalendarCase()) {
            case SERVICE_POINT -> {
                if (!calendar.getServicePoint()) {
                    throw Refusal.invalid(
                            "BAD_CALENDAR", "calendar.service_point", false, "set it to true, or name a time_zone");
                }
                yield null;
            }
            case TIME_ZONE -> {
                try {
                    yield ZoneId.of(calendar.getTimeZone());
                } catch (DateTimeException unknown) {
                    throw Refusal.invalid(
                            "UNKNOWN_TIME_ZONE",
                            "calendar.time_zone",
                            calendar.getTimeZone(),
                            "no IANA zone has this name; one is Europe/Stockholm");
                }
            }
            case CALENDAR_NOT_SET ->
                throw Refusal.invalid(
                        "MISSING_FIELD",
                        "calendar",
                        "not set",
                        "say whose hours and days: calendar.service_point = true, or calendar.time_zone");
        };
    }
}
