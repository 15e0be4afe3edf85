package io.tidemark.client;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Handles that are known already. They never change, so an entry is good for ever. */
final class HandleCache {

    /** About 200 MB of ids; beyond it the cache starts anew. */
    static final int ENTRIES_MAX = 2_000_000;

    private final ConcurrentHashMap<String, Integer> handles = new ConcurrentHashMap<>();

    /** The handle of a component, or 0 when it is not known here. */
    int get(String component) {
        return handles.getOrDefault(component, 0);
    }

    /** Takes in an answer of the server; components that do not exist (handle 0) are asked for again another time. */
    void put(List<String> components, List<Integer> answer) {
        if (handles.size() + components.size() > ENTRIES_MAX) {
            handles.clear();
        }
        for (int i = 0; i < components.size(); i++) {
            if (answer.get(i) != 0) {
                handles.put(components.get(i), answer.get(i));
            }
        }
    }
}
