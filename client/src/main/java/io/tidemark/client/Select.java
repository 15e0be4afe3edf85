package io.tidemark.client;

import io.tidemark.v1.ComponentSelection;
import java.util.Arrays;
import java.util.Collection;

/** Which measuring components a request is about. */
public final class Select {

    private Select() {}

    /** Every component of the portfolio. */
    public static ComponentSelection all() {
        return ComponentSelection.newBuilder().setAll(true).build();
    }

    /** These components, by id; answers come in this order. */
    public static ComponentSelection ids(String... components) {
        return ids(Arrays.asList(components));
    }

    /** These components, by id; answers come in this order. */
    public static ComponentSelection ids(Collection<String> components) {
        return ComponentSelection.newBuilder().addAllComponents(components).build();
    }

    /** These components, by handle; answers come in this order. */
    public static ComponentSelection handles(int... handles) {
        ComponentSelection.Builder selection = ComponentSelection.newBuilder();
        for (int handle : handles) {
            selection.addHandles(handle);
        }
        return selection.build();
    }

    /** Every component of a type, by the type's id. */
    public static ComponentSelection ofType(String type) {
        return ComponentSelection.newBuilder().setType(type).build();
    }

    /** Every component ever installed at a service point, by its id. */
    public static ComponentSelection atServicePoint(String servicePoint) {
        return ComponentSelection.newBuilder().setServicePoint(servicePoint).build();
    }

    /** Every component whose service point belongs to a provider, by its id. */
    public static ComponentSelection ofProvider(String provider) {
        return ComponentSelection.newBuilder().setProvider(provider).build();
    }
}
