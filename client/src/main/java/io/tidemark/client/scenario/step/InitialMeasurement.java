package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.client.scenario.portfolio.Words;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.InitialMeasurementStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An initial measurement that the file puts in before the steps.
 *
 * @param component its measuring component
 * @param from its beginning; of a scalar its instant
 * @param to its end; null for a scalar
 * @param status how far it has come
 */
public record InitialMeasurement(String component, Instant from, Instant to, Status status) {

    private static final Map<String, Status> STATUS = new LinkedHashMap<>(Words.named(Status.values()));

    /** How far an initial measurement has come. */
    public enum Status {
        PENDING,
        ERROR,
        EXCEPTION,
        FINALIZED,
        DISCARDED
    }

    /** Reads one; pending unless the file says otherwise. */
    public static InitialMeasurement read(Fields fields) {
        Instant from = FinalizeStep.begin(fields);
        Status status = fields.oneOf("status", STATUS);
        InitialMeasurement read = new InitialMeasurement(
                fields.text("component", ""), from, fields.instant("to"), status == null ? Status.PENDING : status);
        fields.end();
        return read;
    }

    /**
     * Sends them in order.
     *
     * @throws io.grpc.StatusRuntimeException when the server refuses one
     */
    public static void send(List<InitialMeasurement> list, Session session) {
        for (InitialMeasurement one : list) {
            CreateInitialMeasurementRequest.Builder request = CreateInitialMeasurementRequest.newBuilder()
                    .setComponent(one.component)
                    .setStatus(InitialMeasurementStatus.valueOf(one.status.name()));
            if (one.from != null) {
                request.setStartTime(Wire.timestamp(one.from));
            }
            if (one.to != null) {
                request.setEndTime(Wire.timestamp(one.to));
            }
            session.wrote(session.estimation()
                    .createInitialMeasurement(request.build())
                    .getPosition());
        }
    }
}
