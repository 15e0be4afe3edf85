package io.tidemark.client.demo;

import io.tidemark.client.Entities;
import io.tidemark.client.Times;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegisterReading;
import io.tidemark.v1.ServicePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A thousand homes and shops in Stockholm, each with a load profile by the quarter of an hour and an hourly register. */
final class SamplePortfolio {

    /** Meters, numbered from 1. */
    static final int METERS = 1_000;

    private static final String[] PROVIDERS = {"north-grid", "harbour-energy", "old-town-power"};
    private static final String[] PROVIDER_NAMES = {"North Grid", "Harbour Energy", "Old Town Power"};

    private SamplePortfolio() {}

    /** Load profile of a meter: kWh by the quarter of an hour. */
    static String load(int meter) {
        return "home-%04d.load".formatted(meter);
    }

    /** Register of a meter, read every hour. */
    static String register(int meter) {
        return "home-%04d.register".formatted(meter);
    }

    /**
     * Everything to register, in order.
     *
     * @param readings tells what the swapped meter showed
     */
    static List<Entity> entities(SampleReadings readings) {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < PROVIDERS.length; i++) {
            entities.add(Entities.of(Provider.newBuilder()
                    .setId(PROVIDERS[i])
                    .setName(PROVIDER_NAMES[i])
                    .build()));
        }
        entities.add(Entities.of(type("load", Duration.ofMinutes(15), 3)
                .setAccumulation(Accumulation.INTERVAL_VALUES)
                .build()));
        entities.add(Entities.of(type("register", Duration.ofHours(1), 2)
                .setAccumulation(Accumulation.CUMULATIVE)
                .setRegisterCapacity(RegisterCurve.CAPACITY)
                .build()));
        for (int meter = 1; meter <= METERS; meter++) {
            add(entities, meter, readings);
        }
        return entities;
    }

    private static MeasuringComponentType.Builder type(String id, Duration interval, int decimals) {
        return MeasuringComponentType.newBuilder()
                .setId(id)
                .setKind(ComponentKind.INTERVAL)
                .setInterval(com.google.protobuf.Duration.newBuilder().setSeconds(interval.toSeconds()))
                .setDecimals(decimals)
                .setUnit("kWh");
    }

    private static void add(List<Entity> entities, int meter, SampleReadings readings) {
        String home = "home-%04d".formatted(meter);
        String device = "meter-%04d".formatted(meter);
        entities.add(Entities.of(ServicePoint.newBuilder()
                .setId(home)
                .setTimeZone(SampleMonth.ZONE.getId())
                .setProvider(PROVIDERS[meter % 7 < 4 ? 0 : meter % 7 < 6 ? 1 : 2])
                .build()));
        entities.add(device(device));
        InstallEvent.Builder first = InstallEvent.newBuilder()
                .setDeviceConfiguration(device)
                .setServicePoint(home)
                .setInstalledAt(Times.timestamp(SampleMonth.FROM));
        List<String> devices = new ArrayList<>(List.of(device));
        if (meter == Mishaps.SWAPPED_METER) {
            String next = device + "-new";
            devices.add(next);
            entities.add(device(next));
            first.setRemovedAt(Times.timestamp(Mishaps.SWAPPED_AT))
                    .addRemovalReadings(noted(meter, readings.register(meter).atRemoval()));
            entities.add(Entities.of(InstallEvent.newBuilder()
                    .setDeviceConfiguration(next)
                    .setServicePoint(home)
                    .setInstalledAt(Times.timestamp(Mishaps.SWAPPED_AT))
                    .addInstallReadings(noted(meter, 0))
                    .build()));
        }
        entities.add(Entities.of(first.build()));
        entities.add(component(load(meter), "load", devices));
        entities.add(component(register(meter), "register", devices));
    }

    private static Entity device(String id) {
        return Entities.of(
                DeviceConfiguration.newBuilder().setId(id).setDevice(id).build());
    }

    private static RegisterReading noted(int meter, double value) {
        return RegisterReading.newBuilder()
                .setComponent(register(meter))
                .setValue(value)
                .build();
    }

    private static Entity component(String id, String type, List<String> devices) {
        return Entities.of(MeasuringComponent.newBuilder()
                .setId(id)
                .setType(type)
                .addAllDeviceConfigurations(devices)
                .build());
    }
}
