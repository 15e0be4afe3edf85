package io.tidemark.server.registry.form;

import io.tidemark.server.metering.estimation.Suppression;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.v1.SuppressionStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Service points as messages. */
public final class ServicePointForm {

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** One object a zone, for a million service points share a few. Holds at most as many as there are zones. */
    private static final Map<String, ZoneId> SHARED = new ConcurrentHashMap<>();

    private ServicePointForm() {}

    static void check(io.tidemark.v1.ServicePoint message, FieldPath path) {
        Fields.checkId(path, "id", message.getId());
        if (!ZONES.contains(message.getTimeZone())) {
            throw Refusal.invalid(
                    Reason.UNKNOWN_TIME_ZONE,
                    path.field("time_zone").toString(),
                    '"' + message.getTimeZone() + '"',
                    "the IANA database has no such zone; give one such as \"Europe/Stockholm\"");
        }
        if (!message.getProvider().isEmpty()) {
            Fields.checkId(path, "provider", message.getProvider());
        }
        Fields.checkCount(path, "suppressions", message.getSuppressionsCount(), Limits.SUPPRESSIONS_MAX);
        for (int i = 0; i < message.getSuppressionsCount(); i++) {
            check(message.getSuppressions(i), path.element("suppressions", i));
        }
        Fields.checkCount(path, "holidays", message.getHolidaysCount(), Limits.HOLIDAYS_MAX);
        for (int i = 0; i < message.getHolidaysCount(); i++) {
            checkDate(message.getHolidays(i), path.element("holidays", i));
        }
    }

    private static void check(io.tidemark.v1.Suppression message, FieldPath path) {
        if (!message.hasFrom()) {
            throw Fields.missing(path, "from");
        }
        Fields.checkInstant(path, "from", message.getFrom());
        Fields.checkPeriod(path, "to", true, message.getFrom(), message.hasTo(), message.getTo());
        Fields.checkKnown(
                path, "status", message.getStatusValue(), message.getStatus() != SuppressionStatus.UNRECOGNIZED);
    }

    private static void checkDate(String date, FieldPath path) {
        try {
            if (date.length() == "2026-01-01".length()) {
                LocalDate.parse(date);
                return;
            }
        } catch (DateTimeParseException notOne) {
            // Refused below, like one of another length.
        }
        throw Refusal.invalid(Reason.BAD_DATE, path.toString(), '"' + date + '"', "give a date such as \"2026-12-25\"");
    }

    static ServicePoint read(io.tidemark.v1.ServicePoint message) {
        return new ServicePoint(
                message.getId(),
                SHARED.computeIfAbsent(message.getTimeZone(), ZoneId::of),
                message.getProvider(),
                !message.hasEstimationEligible() || message.getEstimationEligible(),
                message.getSuppressionsList().stream()
                        .map(ServicePointForm::read)
                        .toList(),
                message.getHolidaysList().stream()
                        .map(LocalDate::parse)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Suppression read(io.tidemark.v1.Suppression message) {
        return new Suppression(
                Fields.period(true, message.getFrom(), message.hasTo(), message.getTo()),
                message.getStatus() != SuppressionStatus.SUPPRESSION_CLOSED);
    }

    /** The service point as a message. */
    public static io.tidemark.v1.ServicePoint write(ServicePoint point) {
        io.tidemark.v1.ServicePoint.Builder message = io.tidemark.v1.ServicePoint.newBuilder()
                .setId(point.id())
                .setTimeZone(point.zone().getId())
                .setProvider(point.provider())
                .setEstimationEligible(point.isEstimationEligible());
        for (Suppression suppression : point.suppressions()) {
            io.tidemark.v1.Suppression.Builder one = message.addSuppressionsBuilder()
                    .setFrom(Fields.timestamp(suppression.period().fromMillis()))
                    .setStatus(
                            suppression.open()
                                    ? SuppressionStatus.SUPPRESSION_OPEN
                                    : SuppressionStatus.SUPPRESSION_CLOSED);
            if (suppression.period().toMillis() != Period.STILL_OPEN) {
                one.setTo(Fields.timestamp(suppression.period().toMillis()));
            }
        }
        point.holidays().forEach(holiday -> message.addHolidays(holiday.toString()));
        return message.build();
    }
}
