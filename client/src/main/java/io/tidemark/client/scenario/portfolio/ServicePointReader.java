package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.Suppression;
import io.tidemark.v1.SuppressionStatus;
import java.time.Instant;
import java.util.Map;

/** Reads a service point: eligible for estimation unless the file says otherwise, a suppression open likewise. */
final class ServicePointReader {

    private static final Map<String, SuppressionStatus> STATUS =
            Words.of("OPEN", SuppressionStatus.SUPPRESSION_OPEN, "CLOSED", SuppressionStatus.SUPPRESSION_CLOSED);

    private ServicePointReader() {}

    static ServicePoint read(Fields fields) {
        ServicePoint.Builder point = ServicePoint.newBuilder()
                .setId(fields.text("id", ""))
                .setTimeZone(fields.text("timeZone", ""))
                .setProvider(fields.text("provider", ""))
                .addAllHolidays(fields.texts("holidays"));
        Boolean eligible = fields.optionalFlag("estimationEligible");
        point.setEstimationEligible(eligible == null || eligible);
        for (Fields suppression : fields.objects("suppressions")) {
            point.addSuppressions(suppression(suppression));
        }
        fields.end();
        return point.build();
    }

    private static Suppression suppression(Fields fields) {
        Suppression.Builder suppression = Suppression.newBuilder();
        Instant from = fields.instant("from");
        if (from != null) {
            suppression.setFrom(Wire.timestamp(from));
        }
        Instant to = fields.instant("to");
        if (to != null) {
            suppression.setTo(Wire.timestamp(to));
        }
        SuppressionStatus status = fields.oneOf("status", STATUS);
        suppression.setStatus(status == null ? SuppressionStatus.SUPPRESSION_OPEN : status);
        fields.end();
        return suppression.build();
    }
}
