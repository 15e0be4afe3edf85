package io.tidemark.server.registry;

/**
 * Whether a component has a history that a change of the registry could bend. Asked under the state's lock, by whichever
 * thread holds it.
 */
@FunctionalInterface
public interface DataPresence {

    /**
     * Whether the component has readings or initial measurements.
     *
     * @param handle handle of a component that is registered, 1 or more
     */
    boolean hasData(int handle);
}
