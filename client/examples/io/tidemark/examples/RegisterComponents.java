package io.tidemark.examples;

import com.google.protobuf.util.Durations;
import io.tidemark.client.Entities;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertResponse;
import java.time.Instant;
import java.util.List;

/** Registers a meter with a quarter-hourly register at a service point: all of it, or nothing. */
public final class RegisterComponents {

    private RegisterComponents() {}

    public static void main(String[] args) {
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET)) {
            MeasuringComponentType type = MeasuringComponentType.newBuilder()
                    .setId("quarter-hourly-register")
                    .setKind(ComponentKind.INTERVAL)
                    .setInterval(Durations.fromMinutes(15))
                    .setAccumulation(Accumulation.CUMULATIVE)
                    .setRegisterCapacity(100_000) // five dials
                    .setUnit("kWh")
                    .build();
            ServicePoint place = ServicePoint.newBuilder()
                    .setId("sp-17")
                    .setTimeZone("Europe/Stockholm")
                    .build();
            DeviceConfiguration meter = DeviceConfiguration.newBuilder()
                    .setId("meter-17/setup-1")
                    .setDevice("meter-17")
                    .build();
            InstallEvent installed = InstallEvent.newBuilder()
                    .setDeviceConfiguration("meter-17/setup-1")
                    .setServicePoint("sp-17")
                    .setInstalledAt(Times.timestamp(Instant.parse("2026-01-01T00:00:00Z")))
                    .build();
            MeasuringComponent component = MeasuringComponent.newBuilder()
                    .setId("meter-17/import")
                    .setType("quarter-hourly-register")
                    .addDeviceConfigurations("meter-17/setup-1")
                    .build();

            UpsertResponse done = client.registry()
                    .upsert(List.of(
                            Entities.of(type),
                            Entities.of(place),
                            Entities.of(meter),
                            Entities.of(installed),
                            Entities.of(component)));
            System.out.println(done.getCreatedCount() + " created, " + done.getUnchangedCount() + " there already");
        }
    }
}
