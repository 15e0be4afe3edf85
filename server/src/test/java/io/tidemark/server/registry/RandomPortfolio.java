package io.tidemark.server.registry;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.EntityKind;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.IncomingDataShift;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegisterReading;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import java.util.Random;

/** Random requests over few ids and few instants, well-formed each, so that they often contradict what stands. */
final class RandomPortfolio {

    private static final String[] ZONES = {"UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"};
    private static final long MONTH_SECONDS = 30 * 86_400L;

    private final Random random;

    RandomPortfolio(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    UpsertRequest upsert() {
        UpsertRequest.Builder request = UpsertRequest.newBuilder();
        int count = 1 + below(4);
        for (int i = 0; i < count; i++) {
            request.addEntities(entity());
        }
        return request.build();
    }

    EntityDeletion deletion() {
        EntityKind kind = EntityKind.forNumber(1 + below(6));
        String id = switch (kind) {
            case PROVIDER -> "p" + below(3);
            case SERVICE_POINT -> "sp" + below(4);
            case MEASURING_COMPONENT_TYPE -> "t" + below(4);
            case DEVICE_CONFIGURATION -> "dc" + below(6);
            case INSTALL_EVENT -> "e" + below(8);
            default -> "mc" + below(6);
        };
        return EntityDeletion.newBuilder().setKind(kind).setId(id).build();
    }

    private Entity entity() {
        Entity.Builder entity = Entity.newBuilder();
        switch (below(12)) {
            case 0 ->
                entity.setProvider(Provider.newBuilder().setId("p" + below(3)).setName("name " + below(2)));
            case 1, 2 ->
                entity.setServicePoint(ServicePoint.newBuilder()
                        .setId("sp" + below(4))
                        .setTimeZone(ZONES[below(ZONES.length)])
                        .setProvider(chance(3) ? "" : "p" + below(3)));
            case 3 -> entity.setMeasuringComponentType(type());
            case 4, 5 -> entity.setDeviceConfiguration(configuration());
            case 6, 7, 8 -> entity.setInstallEvent(event());
            default -> entity.setMeasuringComponent(component());
        }
        return entity.build();
    }

    private MeasuringComponentType.Builder type() {
        MeasuringComponentType.Builder type =
                MeasuringComponentType.newBuilder().setId("t" + below(4)).setUnit("u" + below(2));
        if (chance(2)) {
            type.setAccumulation(Accumulation.CUMULATIVE);
        }
        if (chance(3)) {
            return type.setKind(ComponentKind.SCALAR);
        }
        return type.setKind(ComponentKind.INTERVAL)
                .setInterval(Duration.newBuilder().setSeconds(chance(2) ? 3_600 : 900));
    }

    private DeviceConfiguration.Builder configuration() {
        DeviceConfiguration.Builder configuration = DeviceConfiguration.newBuilder()
                .setId("dc" + below(6))
                .setDevice("m" + below(4))
                .setIncomingDataShift(chance(2) ? IncomingDataShift.ALWAYS_LOCAL : IncomingDataShift.ALWAYS_STANDARD);
        if (chance(3)) {
            configuration.setEffectiveFrom(month(below(4)));
        }
        if (chance(3)) {
            configuration.setEffectiveTo(month(4 + below(4)));
        }
        return configuration;
    }

    private InstallEvent.Builder event() {
        int from = below(7);
        InstallEvent.Builder event = InstallEvent.newBuilder()
                .setId("e" + below(8))
                .setDeviceConfiguration("dc" + below(6))
                .setServicePoint("sp" + below(4))
                .setInstalledAt(month(from));
        if (!chance(4)) {
            event.setRemovedAt(month(from + 1 + below(2)));
        }
        if (chance(4)) {
            event.addInstallReadings(
                    RegisterReading.newBuilder().setComponent("mc" + below(6)).setValue(below(9)));
        }
        return event;
    }

    private MeasuringComponent.Builder component() {
        MeasuringComponent.Builder component =
                MeasuringComponent.newBuilder().setId("mc" + below(6)).setType("t" + below(4));
        int first = below(6);
        int count = below(4);
        for (int i = 0; i < count; i++) {
            component.addDeviceConfigurations("dc" + (first + i) % 6);
        }
        return chance(5) ? component.setCadence("P1M").setDueAfter("P" + (1 + below(3)) + "D") : component;
    }

    private static Timestamp month(int month) {
        return Timestamp.newBuilder().setSeconds(month * MONTH_SECONDS).build();
    }
}
