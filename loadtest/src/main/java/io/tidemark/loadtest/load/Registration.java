package io.tidemark.loadtest.load;

import com.google.protobuf.Duration;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ResolveComponentsRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Registers the components of a load: of one type, quarter-hourly, numbered. */
public final class Registration {

    private static final int RESOLVE_COMPONENTS_MAX = 100_000;
    private static final long DEADLINE_SECONDS = 60;

    private final TidemarkClient client;
    private final String prefix;

    /**
     * For one server.
     *
     * @param prefix begins the ids of all components
     */
    public Registration(TidemarkClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /**
     * Registers the type and the components, and asks for their handles.
     *
     * @param accumulation registers or interval values
     * @param progress is told how many components there are so far, on a thread of the client
     * @throws TidemarkException when the server refuses it
     */
    public Population register(int components, Accumulation accumulation, LongConsumer progress) {
        String type = "loadtest-" + accumulation.name().toLowerCase(Locale.ROOT);
        client.registry().upsert(List.of(type(type, accumulation)));
        client.registry()
                .upsertAll(
                        IntStream.range(0, components)
                                .mapToObj(i -> component(id(i), type))
                                .iterator(),
                        done -> progress.accept(done.getEntitiesCount()));
        return resolve(components);
    }

    /** Asks for the handles of components that are registered already. */
    public Population resolve(int components) {
        int[] handles = new int[components];
        for (int from = 0; from < components; from += RESOLVE_COMPONENTS_MAX) {
            int to = Math.min(components, from + RESOLVE_COMPONENTS_MAX);
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

    private static Entity type(String id, Accumulation accumulation) {
        return Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId(id)
                        .setKind(ComponentKind.INTERVAL)
                        .setInterval(Duration.newBuilder()
                                .setSeconds(TimeUnit.MILLISECONDS.toSeconds(SampleValues.SLOT_MILLIS)))
                        .setAccumulation(accumulation))
                .build();
    }

    private static Entity component(String id, String type) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder().setId(id).setType(type))
                .build();
    }
}
