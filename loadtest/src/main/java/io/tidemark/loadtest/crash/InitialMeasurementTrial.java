package io.tidemark.loadtest.crash;

import io.tidemark.client.ReadingSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.loadtest.load.Ranges;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Delivers an initial measurement, and with the next change settles it: every other one becomes final, the rest are
 * discarded. Measurement {@code m} is made by change {@code 2 m - 1} and settled by change {@code 2 m}; its values lie
 * years before what the writers send.
 */
final class InitialMeasurementTrial implements Trial {

    private static final Instant BEGIN = Instant.parse("2010-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2020-01-01T00:00:00Z");
    private static final int INTERVALS = 4;

    private final int components;

    /** Of so many components. */
    InitialMeasurementTrial(int components) {
        this.components = components;
    }

    @Override
    public void apply(TidemarkClient client, long number) {
        long measurement = (number + 1) / 2;
        if (number % 2 == 0) {
            if (measurement % 2 == 0) {
                client.estimation().finalizeOne(measurement, values(measurement));
            } else {
                client.estimation().discard(measurement);
            }
            return;
        }
        CreateInitialMeasurementRequest.Builder request = CreateInitialMeasurementRequest.newBuilder()
                .setComponent(component(measurement))
                .setStartTime(Times.timestamp(Instant.ofEpochMilli(begin(measurement))))
                .setEndTime(Times.timestamp(Instant.ofEpochMilli(end(measurement))))
                .setStatus(InitialMeasurementStatus.EXCEPTION);
        long id = client.estimation()
                .create(request.addAllValues(values(measurement)).build())
                .getId();
        if (id != measurement) {
            throw new CrashFault("initial measurement " + measurement + " was given number " + id);
        }
    }

    @Override
    public long count(TidemarkClient client) {
        TreeMap<Long, InitialMeasurement> found = new TreeMap<>();
        ListInitialMeasurementsRequest all = ListInitialMeasurementsRequest.newBuilder()
                .setSelection(Select.all())
                .addAllStatus(List.of(
                        InitialMeasurementStatus.PENDING,
                        InitialMeasurementStatus.ERROR,
                        InitialMeasurementStatus.EXCEPTION,
                        InitialMeasurementStatus.FINALIZED,
                        InitialMeasurementStatus.DISCARDED))
                .build();
        try (ResultStream<InitialMeasurement> answer =
                client.estimation().initialMeasurements(all).open()) {
            answer.forEachRemaining(one -> {
                if (found.put(one.getId(), one) != null) {
                    throw new CrashFault("initial measurement " + one.getId() + " is there twice");
                }
            });
        }
        long made = found.size();
        for (long measurement = 1; measurement <= made; measurement++) {
            requireAsMade(measurement, found.get(measurement), measurement == made);
        }
        requireFinalValues(client, found);
        boolean isLastSettled = made > 0 && found.get(made).getStatus() != InitialMeasurementStatus.EXCEPTION;
        return made == 0 ? 0 : isLastSettled ? 2 * made : 2 * made - 1;
    }

    private void requireAsMade(long measurement, InitialMeasurement found, boolean mayBeOpen) {
        if (found == null) {
            throw new CrashFault("initial measurement " + measurement + " is missing and a later one is there");
        }
        InitialMeasurementStatus settled =
                measurement % 2 == 0 ? InitialMeasurementStatus.FINALIZED : InitialMeasurementStatus.DISCARDED;
        boolean isAsMade = found.getComponent().equals(component(measurement))
                && found.getFromMillis() == begin(measurement)
                && found.getToMillis() == end(measurement)
                && (found.getStatus() == settled
                        || mayBeOpen && found.getStatus() == InitialMeasurementStatus.EXCEPTION);
        if (found.getStatus() == InitialMeasurementStatus.EXCEPTION) {
            isAsMade &= found.getValuesList().equals(values(measurement));
        }
        if (!isAsMade) {
            throw new CrashFault("initial measurement " + measurement + " is not as it was made: " + found);
        }
    }

    /** What was made final is among the readings, and nothing else is there. */
    private void requireFinalValues(TidemarkClient client, TreeMap<Long, InitialMeasurement> found) {
        Map<String, Map<Long, Double>> expected = new HashMap<>();
        found.forEach((measurement, one) -> {
            if (one.getStatus() == InitialMeasurementStatus.FINALIZED) {
                for (int i = 0; i < INTERVALS; i++) {
                    expected.computeIfAbsent(one.getComponent(), any -> new HashMap<>())
                            .put(begin(measurement) + i * SampleValues.SLOT_MILLIS, value(measurement, i));
                }
            }
        });
        try (ResultStream<ReadingSeries> answer = client.readings()
                .read(Select.all(), Ranges.of(BEGIN.toEpochMilli(), END.toEpochMilli()))
                .open()) {
            answer.forEachRemaining(series -> {
                Map<Long, Double> of = expected.getOrDefault(series.component(), Map.of());
                for (int i = 0; i < series.size(); i++) {
                    Double value = of.remove(series.timesMillis()[i]);
                    if (value == null || value != series.values()[i]) {
                        throw new CrashFault(series.component() + " has " + series.values()[i] + " at "
                                + Instant.ofEpochMilli(series.timesMillis()[i]) + ", and " + value + " was made final");
                    }
                }
            });
        }
        expected.forEach((component, left) -> {
            if (!left.isEmpty()) {
                throw new CrashFault(component + " lacks final values: " + left);
            }
        });
    }

    private String component(long measurement) {
        return "crash-" + measurement % components;
    }

    private long begin(long measurement) {
        return BEGIN.toEpochMilli() + measurement / components * INTERVALS * SampleValues.SLOT_MILLIS;
    }

    private long end(long measurement) {
        return begin(measurement) + INTERVALS * SampleValues.SLOT_MILLIS;
    }

    private static List<Double> values(long measurement) {
        return IntStream.range(0, INTERVALS)
                .mapToObj(interval -> value(measurement, interval))
                .toList();
    }

    private static double value(long measurement, int interval) {
        return measurement * 10.0 + interval;
    }
}
