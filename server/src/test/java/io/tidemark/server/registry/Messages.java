package io.tidemark.server.registry;

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
import io.tidemark.v1.UpsertRequest;
import java.time.Instant;
import java.util.List;

/** Short ways to write the messages of tests. */
final class Messages {

    private Messages() {}

    static UpsertRequest upsert(Entity... entities) {
        return UpsertRequest.newBuilder().addAllEntities(List.of(entities)).build();
    }

    static Entity provider(String id) {
        return Entity.newBuilder()
                .setProvider(Provider.newBuilder().setId(id).setName("Name of " + id))
                .build();
    }

    static Entity point(String id, String zone, String provider) {
        return Entity.newBuilder()
                .setServicePoint(
                        ServicePoint.newBuilder().setId(id).setTimeZone(zone).setProvider(provider))
                .build();
    }

    static Entity intervals(String id, long seconds) {
        return entity(MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.INTERVAL)
                .setInterval(Duration.newBuilder().setSeconds(seconds)));
    }

    static Entity registers(String id, long seconds) {
        return entity(MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.INTERVAL)
                .setAccumulation(Accumulation.CUMULATIVE)
                .setInterval(Duration.newBuilder().setSeconds(seconds)));
    }

    static Entity scalars(String id) {
        return entity(MeasuringComponentType.newBuilder().setId(id).setKind(ComponentKind.SCALAR));
    }

    static Entity entity(MeasuringComponentType.Builder type) {
        return Entity.newBuilder().setMeasuringComponentType(type).build();
    }

    static Entity configuration(String id, String device) {
        return Entity.newBuilder()
                .setDeviceConfiguration(
                        DeviceConfiguration.newBuilder().setId(id).setDevice(device))
                .build();
    }

    static Entity installed(String configuration, String point, String from, String to) {
        InstallEvent.Builder event = InstallEvent.newBuilder()
                .setDeviceConfiguration(configuration)
                .setServicePoint(point)
                .setInstalledAt(at(from));
        if (to != null) {
            event.setRemovedAt(at(to));
        }
        return Entity.newBuilder().setInstallEvent(event).build();
    }

    static Entity component(String id, String type, String... configurations) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder()
                        .setId(id)
                        .setType(type)
                        .addAllDeviceConfigurations(List.of(configurations)))
                .build();
    }

    static Timestamp at(String instant) {
        Instant at = Instant.parse(instant);
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
