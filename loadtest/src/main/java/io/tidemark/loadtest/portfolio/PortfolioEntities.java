package io.tidemark.loadtest.portfolio;

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
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is registered: providers, one type, and meters with a service point, an installation and two components each. */
final class PortfolioEntities {

    private static final int SCATTER = 0x9E3779B9;

    private final PortfolioPlan plan;
    private final String prefix;
    private final Duration dueAfter;

    /**
     * The entities of a plan.
     *
     * @param prefix begins all ids
     * @param dueAfter how long after a day its readings are due
     */
    PortfolioEntities(PortfolioPlan plan, String prefix, Duration dueAfter) {
        this.plan = plan;
        this.prefix = prefix;
        this.dueAfter = dueAfter;
    }

    /** All of them, each after what it names. */
    Stream<Entity> all() {
        Stream<Entity> providers = IntStream.range(0, plan.providers()).mapToObj(this::provider);
        Stream<Entity> components = IntStream.range(0, plan.components())
                .boxed()
                .flatMap(i -> Stream.concat(
                        i == 0 || PortfolioPlan.meter(i) != PortfolioPlan.meter(i - 1) ? meter(i) : Stream.empty(),
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
                        .setInterval(com.google.protobuf.Duration.newBuilder().setSeconds(plan.slotMillis() / 1_000))
                        .setAccumulation(Accumulation.INTERVAL_VALUES)
                        .setEstimation(EstimationSettings.newBuilder()
                                .setHoursToWait(PortfolioPlan.HOURS_TO_WAIT)
                                .setHoursToEstimate(PortfolioPlan.HOURS_TO_ESTIMATE)))
                .build();
    }

    /** The meter of a component, with its service point. */
    private Stream<Entity> meter(int component) {
        int number = PortfolioPlan.meter(component);
        String id = meterId(number);
        return Stream.of(
                Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder()
                                .setId(id)
                                .setTimeZone(plan.zone(component).getId())
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
                                .setInstalledAt(Timestamp.newBuilder().setSeconds(plan.startMillis() / 1_000)))
                        .build());
    }

    /** One component. */
    Entity component(int number) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder()
                        .setId(componentPrefix() + number)
                        .setType(typeId())
                        .setCadence("P1D")
                        .setDueAfter(dueAfter.toString())
                        .addDeviceConfigurations(meterId(PortfolioPlan.meter(number))))
                .build();
    }

    /** Scattered, so that those with gaps are not all of one provider. */
    private int providerOf(int meter) {
        return (meter * SCATTER >>> Short.SIZE) % plan.providers();
    }

    String typeId() {
        return prefix + "-type";
    }

    /** What stands before a component's number in its id. */
    String componentPrefix() {
        return prefix + "-";
    }

    private String meterId(int number) {
        return prefix + "-meter-" + number;
    }

    private String providerId(int number) {
        return prefix + "-provider-" + number;
    }
}
