package io.tidemark.loadtest.load;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ServicePoint;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Registers the components of a load: of one type, one interval, numbered, ten to a device that has hung at a service
 * point for as long as the load reaches back, or longer.
 */
public final class Registration {

    private static final int RESOLVE_COMPONENTS_MAX = 100_000;
    private static final long DEADLINE_SECONDS = 60;
    private static final int COMPONENTS_A_DEVICE = 10;
    private static final int ENTITIES_A_DEVICE = 3;
    private static final long LONG_AGO_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private final TidemarkClient client;
    private final String prefix;
    private final long slotMillis;
    private final Timestamp installedAt;

    /**
     * For one server, quarter-hourly components.
     *
     * @param prefix begins the ids of all components
     */
    public Registration(TidemarkClient client, String prefix) {
        this(client, prefix, SampleValues.SLOT_MILLIS, LONG_AGO_MILLIS);
    }

    /**
     * For one server.
     *
     * @param prefix begins the ids of all components
     * @param slotMillis length of the components' interval, whole seconds
     * @param installedMillis when the devices were installed, epoch milliseconds: the load reaches back no further
     */
    public Registration(TidemarkClient client, String prefix, long slotMillis, long installedMillis) {
        this.client = client;
        this.prefix = prefix;
        this.slotMillis = slotMillis;
        this.installedAt = Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(installedMillis, 1_000))
                .build();
    }

    /**
     * Registers the type, the devices and the components, and asks for the handles of the components.
     *
     * @param accumulation registers or interval values
     * @param progress is told how many components there are so far, on a thread of the client
     * @throws TidemarkException when the server refuses it
     */
    public Population register(int number, Accumulation accumulation, LongConsumer progress) {
        String type = slotMillis == SampleValues.SLOT_MILLIS
                ? typeId(accumulation)
                : typeId(accumulation) + "-" + TimeUnit.MILLISECONDS.toSeconds(slotMillis) + "s";
        client.registry().upsert(List.of(type(type, accumulation)));
        Iterator<Entity> entities = IntStream.range(0, number)
                .boxed()
                .flatMap(i -> Stream.concat(
                        i % COMPONENTS_A_DEVICE == 0 ? device(deviceOf(i)) : Stream.empty(),
                        Stream.of(component(i, type))))
                .iterator();
        client.registry()
                .upsertAll(
                        entities,
                        done -> progress.accept(done.getEntitiesCount()
                                * COMPONENTS_A_DEVICE
                                / (COMPONENTS_A_DEVICE + ENTITIES_A_DEVICE)));
        return resolve(number);
    }

    /** Id of the type of quarter-hourly components with this accumulation. */
    public static String typeId(Accumulation accumulation) {
        return "loadtest-" + accumulation.name().toLowerCase(Locale.ROOT);
    }

    /** Asks for the handles of components that are registered already. */
    public Population resolve(int number) {
        int[] handles = new int[number];
        for (int from = 0; from < number; from += RESOLVE_COMPONENTS_MAX) {
            int to = Math.min(number, from + RESOLVE_COMPONENTS_MAX);
            ResolveComponentsRequest.Builder request = ResolveComponentsRequest.newBuilder();
            for (int i = from; i < to; i++) {
                request.addComponents(id(i));
            }
            List<Integer> answer = resolve(request.build());
            for (int i = from; i < to; i++) {
                handles[i] = answer.get(i - from);
            }
        }
        return new Population(handles);
    }

    private List<Integer> resolve(ResolveComponentsRequest request) {
        try {
            return RegistryServiceGrpc.newBlockingStub(client.channel())
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .resolveComponents(request)
                    .getHandlesList();
        } catch (RuntimeException e) {
            throw TidemarkException.from(e);
        }
    }

    private String id(int component) {
        return prefix + "-" + component;
    }

    private String deviceOf(int component) {
        return prefix + "-device-" + component / COMPONENTS_A_DEVICE;
    }

    private Entity type(String id, Accumulation accumulation) {
        return Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId(id)
                        .setKind(ComponentKind.INTERVAL)
                        .setInterval(Duration.newBuilder().setSeconds(TimeUnit.MILLISECONDS.toSeconds(slotMillis)))
                        .setAccumulation(accumulation))
                .build();
    }

    /** A device and where it hangs. */
    private Stream<Entity> device(String id) {
        return Stream.of(
                Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder().setId(id).setTimeZone("UTC"))
                        .build(),
                Entity.newBuilder()
                        .setDeviceConfiguration(
                                DeviceConfiguration.newBuilder().setId(id).setDevice(id))
                        .build(),
                Entity.newBuilder()
                        .setInstallEvent(InstallEvent.newBuilder()
                                .setDeviceConfiguration(id)
                                .setServicePoint(id)
                                .setInstalledAt(installedAt))
                        .build());
    }

    private Entity component(int number, String type) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder()
                        .setId(id(number))
                        .setType(type)
                        .addDeviceConfigurations(deviceOf(number)))
                .build();
    }
}
