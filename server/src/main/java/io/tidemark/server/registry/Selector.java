package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.Entry.ProviderEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.Entry.TypeEntry;
import io.tidemark.server.registry.form.Reason;
import io.tidemark.v1.ComponentSelection;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/** Turns a selection of components into handles. */
final class Selector {

    /** Ids in a selection. */
    private static final int IDS_MAX = 10_000;

    /** Handles in a selection. */
    private static final int HANDLES_MAX = 1_000_000;

    private final Tables tables;
    private final ComponentTable components;

    Selector(Tables tables) {
        this.tables = tables;
        this.components = tables.components;
    }

    int[] select(ComponentSelection selection) {
        checkForm(selection);
        int[] candidates;
        if (selection.getComponentsCount() + selection.getHandlesCount() > 0) {
            candidates = listed(selection);
        } else if (!selection.getServicePoint().isEmpty()) {
            candidates = tables.handlesAt(servicePoint(selection));
        } else {
            candidates = all();
        }
        return filtered(selection, candidates);
    }

    private static void checkForm(ComponentSelection selection) {
        limit("selection.components", selection.getComponentsCount(), IDS_MAX);
        limit("selection.handles", selection.getHandlesCount(), HANDLES_MAX);
        boolean isListed = selection.getComponentsCount() + selection.getHandlesCount() > 0;
        boolean isFiltered = !selection.getType().isEmpty()
                || !selection.getServicePoint().isEmpty()
                || !selection.getProvider().isEmpty();
        if (!isListed && !isFiltered && !selection.getAll()) {
            throw Refusal.invalid(
                    Reason.EMPTY_SELECTION,
                    "selection",
                    "empty",
                    "list components or handles, give a filter, or set `all`");
        }
        if (isListed && selection.getAll()) {
            throw Refusal.invalid(
                    Reason.FIELD_DOES_NOT_APPLY,
                    "selection.all",
                    true,
                    "components are listed as well; do one or the other");
        }
    }

    private static void limit(String field, int count, int countMax) {
        if (count > countMax) {
            throw Refusal.invalid(
                            Reason.TOO_MANY_ENTRIES, field, count + " entries", "at most " + countMax + " are allowed")
                    .with("limit", countMax);
        }
    }

    private int[] listed(ComponentSelection selection) {
        IntArrayList handles = new IntArrayList();
        IntHashSet seen = new IntHashSet();
        for (int i = 0; i < selection.getComponentsCount(); i++) {
            String id = selection.getComponents(i);
            int handle = components.handleOf(id);
            if (handle == 0) {
                throw unknown("selection.components[" + i + "]", '"' + id + '"', "measuring component");
            }
            if (seen.add(handle)) {
                handles.addInt(handle);
            }
        }
        for (int i = 0; i < selection.getHandlesCount(); i++) {
            int handle = selection.getHandles(i);
            if (!components.isRegistered(handle)) {
                throw unknown("selection.handles[" + i + "]", Integer.toUnsignedString(handle), "measuring component");
            }
            if (seen.add(handle)) {
                handles.addInt(handle);
            }
        }
        return handles.toIntArray();
    }

    private int[] all() {
        int[] handles = new int[components.registeredCount()];
        int count = 0;
        for (int handle = 1; handle < components.nextHandle(); handle++) {
            if (components.isRegistered(handle)) {
                handles[count++] = handle;
            }
        }
        return handles;
    }

    private ServicePointEntry servicePoint(ComponentSelection selection) {
        String id = selection.getServicePoint();
        return known(tables.servicePoints.get(id), "selection.service_point", id, "service point");
    }

    private int[] filtered(ComponentSelection selection, int[] candidates) {
        int[] handles = candidates;
        if (!selection.getType().isEmpty()) {
            TypeEntry type = known(
                    tables.types.get(selection.getType()),
                    "selection.type",
                    selection.getType(),
                    "measuring component type");
            handles = Arrays.stream(handles)
                    .filter(handle -> components.type(handle) == type.ordinal)
                    .toArray();
        }
        if (!selection.getProvider().isEmpty()) {
            ProviderEntry provider = known(
                    tables.providers.get(selection.getProvider()),
                    "selection.provider",
                    selection.getProvider(),
                    "provider");
            handles = Arrays.stream(handles)
                    .filter(handle -> components.provider(handle) == provider.ordinal)
                    .toArray();
        }
        if (!selection.getServicePoint().isEmpty()) {
            int[] there = tables.handlesAt(servicePoint(selection));
            handles = Arrays.stream(handles)
                    .filter(handle -> Arrays.binarySearch(there, handle) >= 0)
                    .toArray();
        }
        return handles;
    }

    private static <T> T known(T found, String field, String id, String what) {
        if (found == null) {
            throw unknown(field, '"' + id + '"', what);
        }
        return found;
    }

    private static Refusal unknown(String field, String value, String what) {
        return Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        Reason.UNKNOWN_REFERENCE,
                        field + " is " + value + ": there is no such " + what)
                .with("field", field)
                .with("value", value);
    }
}
