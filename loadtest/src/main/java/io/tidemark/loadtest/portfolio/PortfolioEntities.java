package io.tidemark.loadtest.portfolio;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.EstimationSettings;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.ServicePoint;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is registered: providers, one type, and meters with a service point, an installation and two components each. */
final class PortfolioEntities {

    private static final int COMPONENTS_A_METER = 2;
    private static final int SCATTER = 0x9E3779B9;
    private static final List<String> ZONES =
            List.of("Europe/Stockholm", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC");

    private final PortfolioPlan plan;
    private final String prefix;

    PortfolioEntities(PortfolioPlan plan, String prefix) {
        this.plan = plan;
        this.prefix = prefix;
    }

    /** All of them, each after what it names. */
    Stream<Entity> all() {
        Stream<Entity> providers = IntStream.range(0, plan.providers()).mapToObj(this::provider);
        Stream<Entity> components = IntStream.range(0, plan.components())
                .boxed()
                .flatMap(i -> Stream.concat(
                        i % COMPONENTS_A_METER == 0 ? meter(i / COMPONENTS_A_METER) : Stream.empty(),
                        Stream.of(component(i))));
        return Stream.concat(Stream.concat(providers, Stream.of(type())), components);
    }

    private Entity provider(int number) {
        return Entity.newBuilder()
                .setProvider(Provider.newBuilder().setId(providerId(number)).setName("Provider " + number))
                .build();
    }

    private Entity type() {
        return Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId(typeId())
                        .setKind(ComponentKind.INTERVAL)
                        .setInterval(Duration.newBuilder().setSeconds(plan.slotMillis() / 1_000))
                        .setAccumulation(Accumulation.INTERVAL_VALUES)
                        .setEstimation(EstimationSettings.newBuilder()
                                .setHoursToWait(PortfolioPlan.HOURS_TO_WAIT)
                                .setHoursToEstimate(PortfolioPlan.HOURS_TO_ESTIMATE)))
                .build();
    }

    private Stream<Entity> meter(int number) {
        String id = meterId(number);
        return Stream.of(
                Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder()
                                .setId(id)
                                .setTimeZone(ZONES.get(number % ZONES.size()))
                                .setProvider(providerId(providerOf(number))))
                        .build(),
                Entity.newBuilder()
                        .setDeviceConfiguration(
                                DeviceConfiguration.newBuilder().setId(id).setDevice(id))
                        .build(),
                Entity.newBuilder()
                        .setInstallEvent(InstallEvent.newBuilder()
                                .setDeviceConfiguration(id)
                                .setServicePoint(id)
                                .setInstalledAt(Timestamp.newBuilder().setSeconds(PortfolioPlan.startMillis() / 1_000)))
                        .build());
    }

    private Entity component(int number) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder()
                        .setId(prefix + "-" + number)
                        .setType(typeId())
                        .setCadence("P1D")
                        .setDueAfter(PortfolioPlan.DUE_AFTER.toString())
                        .addDeviceConfigurations(meterId(number / COMPONENTS_A_METER)))
                .build();
    }

    /** Scattered, so that those with gaps are not all of one provider. */
    private int providerOf(int meter) {
        return (meter * SCATTER >>> Short.SIZE) % plan.providers();
    }

    String typeId() {
        return prefix + "-type";
    }

    private String meterId(int number) {
        return prefix + "-meter-" + number;
    }

    private String providerId(int number) {
        return prefix + "-provider-" + number;
    }
}
