package io.tidemark.server.whole;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Short ways to write what tests register, and instants. */
final class Portfolio {

    private Portfolio() {}

    static Entity intervals(String id, long seconds) {
        return type(MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.INTERVAL)
                .setInterval(Duration.newBuilder().setSeconds(seconds)));
    }

    static Entity intervalRegister(String id, long seconds) {
        return type(MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.INTERVAL)
                .setAccumulation(Accumulation.CUMULATIVE)
                .setInterval(Duration.newBuilder().setSeconds(seconds)));
    }

    static Entity scalars(String id) {
        return type(MeasuringComponentType.newBuilder().setId(id).setKind(ComponentKind.SCALAR));
    }

    static Entity scalarRegister(String id) {
        return type(MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.SCALAR)
                .setAccumulation(Accumulation.CUMULATIVE));
    }

    private static Entity type(MeasuringComponentType.Builder type) {
        return Entity.newBuilder().setMeasuringComponentType(type).build();
    }

    static Entity component(String id, String type) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder().setId(id).setType(type))
                .build();
    }

    static Entity component(String id, String type, String configuration) {
        return Entity.newBuilder()
                .setMeasuringComponent(
                        MeasuringComponent.newBuilder().setId(id).setType(type).addDeviceConfigurations(configuration))
                .build();
    }

    static Entity provider(String id) {
        return Entity.newBuilder()
                .setProvider(Provider.newBuilder().setId(id).setName(id))
                .build();
    }

    static Entity point(String id, String zone, String provider) {
        return Entity.newBuilder()
                .setServicePoint(
                        ServicePoint.newBuilder().setId(id).setTimeZone(zone).setProvider(provider))
                .build();
    }

    static Entity configuration(String id) {
        return Entity.newBuilder()
                .setDeviceConfiguration(
                        DeviceConfiguration.newBuilder().setId(id).setDevice("device of " + id))
                .build();
    }

    static Entity installed(String configuration, String point, long from, long to) {
        InstallEvent.Builder event = InstallEvent.newBuilder()
                .setDeviceConfiguration(configuration)
                .setServicePoint(point)
                .setInstalledAt(at(from));
        if (to != Long.MAX_VALUE) {
            event.setRemovedAt(at(to));
        }
        return Entity.newBuilder().setInstallEvent(event).build();
    }

    static Timestamp at(long millis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(millis, 1_000L))
                .setNanos((int) Math.floorMod(millis, 1_000L) * 1_000_000)
                .build();
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static TimeRange range(long from, long to) {
        return TimeRange.newBuilder().setStartTime(at(from)).setEndTime(at(to)).build();
    }
}
