package io.tidemark.client.scenario.portfolio;

import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A portfolio as a file describes it, ready to be sent.
 *
 * @param entities everything to register, in an order in which each refers only to those before it
 * @param master the master configuration, where the file has one
 * @param feature the feature configuration, where the file has one
 * @param shapes the components in file order, and how their readings lie in time
 * @param tideMarks latest contiguous measurements set or cleared by hand, in file order
 */
public record Portfolio(
        List<Entity> entities,
        Optional<MasterConfiguration> master,
        Optional<FeatureConfiguration> feature,
        Map<String, ComponentShape> shapes,
        List<TideMark> tideMarks) {

    /** Copies the collections. */
    public Portfolio {
        entities = List.copyOf(entities);
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        tideMarks = List.copyOf(tideMarks);
    }

    /** How the component's readings lie; {@link ComponentShape#UNKNOWN} when the file does not describe it. */
    public ComponentShape shape(String component) {
        return shapes.getOrDefault(component, ComponentShape.UNKNOWN);
    }

    /** Whether the file describes the component, as one without intervals. */
    public boolean isScalar(String component) {
        ComponentShape shape = shapes.get(component);
        return shape != null && !shape.isInterval();
    }

    /** The components in file order. */
    public List<String> components() {
        return List.copyOf(shapes.keySet());
    }
}
