package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.registry.Entry.PlacedEntry;
import io.tidemark.server.registry.Filter.Term;
import io.tidemark.server.registry.form.EntityForm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Walks the entities of a kind in order of id. Where the filter asks for one value of an indexed field, only what the index
 * holds is walked.
 */
final class EntryWalk implements RegistryLister.Walk {

    private static final Entry<?>[] NOTHING = {};

    private final Tables tables;
    private final EntityKind kind;
    private final List<Term> terms;
    private String after;

    EntryWalk(Tables tables, EntityKind kind, List<Term> terms, String after) {
        this.tables = tables;
        this.kind = kind;
        this.terms = terms;
        this.after = after;
    }

    @Override
    public boolean step(PageInMaking page) {
        Entry<?>[] entries = candidates();
        int from = SortedEntries.firstAfter(entries, after);
        int to = (int) Math.min(entries.length, (long) from + RegistryLister.SLICE_ENTITIES_MAX);
        for (int i = from; i < to; i++) {
            Entry<?> entry = entries[i];
            if (!entry.isGone && matches(entry) && !page.add(EntityForm.write(entry.value, 0), entry.value.id())) {
                return false;
            }
            after = entry.value.id();
        }
        return to < entries.length;
    }

    private boolean matches(Entry<?> entry) {
        for (Term term : terms) {
            if (!term.matches(FilterFields.valueOf(term.field(), entry.value))) {
                return false;
            }
        }
        return true;
    }

    private Entry<?>[] candidates() {
        for (Term term : terms) {
            if (!term.isPrefix()) {
                Entry<?>[] few = indexed(term);
                if (few != null) {
                    return few;
                }
            }
        }
        return tables.table(kind).inOrder();
    }

    /** The entries with one value of a field, in order of id; null where no index has them. */
    private Entry<?>[] indexed(Term term) {
        if (term.field().equals(FilterFields.ID)) {
            Entry<?> entry = tables.table(kind).get(term.value());
            return entry == null ? NOTHING : new Entry<?>[] {entry};
        }
        return switch (term.field()) {
            case FilterFields.DEVICE ->
                sorted(tables.configurationsOn(term.value()).clone());
            case FilterFields.DEVICE_CONFIGURATION -> events(tables.configurations.get(term.value()));
            case FilterFields.SERVICE_POINT -> events(tables.servicePoints.get(term.value()));
            default -> null;
        };
    }

    private static Entry<?>[] events(PlacedEntry<?> place) {
        if (place == null) {
            return NOTHING;
        }
        Entry<?>[] events = new Entry<?>[place.eventCount()];
        for (int i = 0; i < events.length; i++) {
            events[i] = place.event(i);
        }
        return sorted(events);
    }

    private static Entry<?>[] sorted(Entry<?>[] entries) {
        Arrays.sort(entries, Comparator.comparing((Entry<?> entry) -> entry.value.id()));
        return entries;
    }
}
