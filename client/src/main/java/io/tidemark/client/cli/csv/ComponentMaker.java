package io.tidemark.client.cli.csv;

import io.grpc.Status;
import io.tidemark.client.Entities;
import io.tidemark.client.RegistryClient;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.Times;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.GetEntityRequest;
import io.tidemark.v1.IncomingDataShift;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import io.tidemark.v1.ServicePoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Registers the components a file speaks of and the server does not know, all as channels of one device. */
final class ComponentMaker {

    private final RegistryClient registry;
    private final CreateOptions options;
    private final TimeOptions time;

    ComponentMaker(RegistryClient registry, CreateOptions options, TimeOptions time) {
        this.registry = registry;
        this.options = options;
        this.time = time;
    }

    /**
     * Registers those without a handle, if that is wanted.
     *
     * @param firstMillis the earliest reading at hand, epoch milliseconds
     * @return whether anything was registered
     */
    boolean makeMissing(List<String> components, int[] handles, long firstMillis) {
        Set<String> missing = new LinkedHashSet<>();
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] == 0 && !components.get(i).isEmpty()) {
                missing.add(components.get(i));
            }
        }
        if (missing.isEmpty() || !options.wanted()) {
            return false;
        }
        String device = options.servicePoint() + "/device";
        List<Entity> entities = new ArrayList<>();
        if (isAbsent(options.type(), RegistryServiceBlockingStub::getMeasuringComponentType)) {
            entities.add(Entities.of(options.newType(time)));
        }
        if (isAbsent(options.servicePoint(), RegistryServiceBlockingStub::getServicePoint)) {
            String zone = time.zone() == null ? "UTC" : time.zone().getId();
            entities.add(Entities.of(ServicePoint.newBuilder()
                    .setId(options.servicePoint())
                    .setTimeZone(zone)
                    .build()));
        }
        if (isAbsent(device, RegistryServiceBlockingStub::getDeviceConfiguration)) {
            install(device, firstMillis, entities);
        }
        for (String component : missing) {
            entities.add(Entities.of(MeasuringComponent.newBuilder()
                    .setId(component)
                    .setType(options.type())
                    .addDeviceConfigurations(device)
                    .build()));
        }
        registry.upsertAll(entities.iterator(), progress -> {});
        return true;
    }

    private void install(String device, long firstMillis, List<Entity> entities) {
        entities.add(Entities.of(DeviceConfiguration.newBuilder()
                .setId(device)
                .setDevice(device)
                .setIncomingDataShift(
                        time.legalTime() ? IncomingDataShift.ALWAYS_LOCAL : IncomingDataShift.ALWAYS_STANDARD)
                .build()));
        entities.add(Entities.of(InstallEvent.newBuilder()
                .setDeviceConfiguration(device)
                .setServicePoint(options.servicePoint())
                .setInstalledAt(Times.timestamp(options.installedAt(time, firstMillis)))
                .build()));
    }

    private boolean isAbsent(String id, BiFunction<RegistryServiceBlockingStub, GetEntityRequest, ?> getter) {
        try {
            TidemarkClient.call(() -> getter.apply(
                    registry.stub(), GetEntityRequest.newBuilder().setId(id).build()));
            return false;
        } catch (TidemarkException e) {
            if (e.code() == Status.Code.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }
}
