package io.tidemark.loadtest.crash;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.v1.Entity;
import io.tidemark.v1.GetEntityRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.ServicePoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Registers one pair after the other, a service point and a component, in one request each. */
final class RegistryTrial implements Trial {

    private static final String COMPONENT = "crash-extra-component-";
    private static final String SERVICE_POINT = "crash-extra-place-";

    private final String type;

    /**
     * Nothing registered yet.
     *
     * @param type a type of components that exists
     */
    RegistryTrial(String type) {
        this.type = type;
    }

    @Override
    public void apply(TidemarkClient client, long pair) {
        client.registry().upsert(List.of(place(pair), component(pair)));
    }

    @Override
    public long count(TidemarkClient client) {
        Set<String> found = new HashSet<>();
        for (MeasuringComponent component : client.registry().measuringComponents("id = \"" + COMPONENT + "*\"")) {
            found.add(component.getId());
        }
        long count = found.size();
        for (long pair = 1; pair <= count; pair++) {
            if (!found.contains(COMPONENT + pair)) {
                throw new CrashFault("of " + count + " registered components, number " + pair + " is missing");
            }
        }
        if (count > 0 && !hasPlace(client, count)) {
            throw new CrashFault("component " + count + " is there and the service point of its request is not");
        }
        if (hasPlace(client, count + 1)) {
            throw new CrashFault("service point " + (count + 1) + " is there and the component of its request is not");
        }
        return count;
    }

    private static boolean hasPlace(TidemarkClient client, long pair) {
        try {
            client.registry()
                    .stub()
                    .getServicePoint(GetEntityRequest.newBuilder()
                            .setId(SERVICE_POINT + pair)
                            .build());
            return true;
        } catch (RuntimeException e) {
            TidemarkException refusal = TidemarkException.from(e);
            if (refusal.code() == io.grpc.Status.Code.NOT_FOUND) {
                return false;
            }
            throw refusal;
        }
    }

    private static Entity place(long pair) {
        return Entity.newBuilder()
                .setServicePoint(
                        ServicePoint.newBuilder().setId(SERVICE_POINT + pair).setTimeZone("Europe/Stockholm"))
                .build();
    }

    private Entity component(long pair) {
        return Entity.newBuilder()
                .setMeasuringComponent(
                        MeasuringComponent.newBuilder().setId(COMPONENT + pair).setType(type))
                .build();
    }
}
