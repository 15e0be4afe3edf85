package io.tidemark.server.registry;

import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.ProviderEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.Filter.Term;
import io.tidemark.server.registry.form.EntityForm;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the components in order of handle. Where the filter asks for one id, configuration or service point, only those of
 * it are walked.
 */
final class ComponentWalk implements RegistryLister.Walk {

    private final Tables tables;
    private final ComponentTable components;
    private final List<Term> terms;
    private int after;

    /**
     * Begins a walk.
     *
     * @param after handle behind which it begins; 0 for all
     */
    ComponentWalk(Tables tables, List<Term> terms, int after) {
        this.tables = tables;
        this.components = tables.components;
        this.terms = terms;
        this.after = after;
    }

    @Override
    public boolean step(PageInMaking page) {
        int[] few = candidates();
        return few == null ? stepThroughAll(page) : stepThrough(few, page);
    }

    private boolean stepThroughAll(PageInMaking page) {
        int end = components.nextHandle();
        int to = (int) Math.min(end, (long) after + 1 + RegistryLister.SLICE_ENTITIES_MAX);
        for (int handle = after + 1; handle < to; handle++) {
            if (!offer(handle, page)) {
                return false;
            }
            after = handle;
        }
        return to < end;
    }

    private boolean stepThrough(int[] ascending, PageInMaking page) {
        for (int handle : ascending) {
            if (handle > after && !offer(handle, page)) {
                return false;
            }
        }
        return false;
    }

    /** Puts a component on the page where it matches; false when the page is full. */
    private boolean offer(int handle, PageInMaking page) {
        return !components.isRegistered(handle)
                || !matches(handle)
                || page.add(EntityForm.write(tables.component(handle), handle), Integer.toString(handle));
    }

    private boolean matches(int handle) {
        for (Term term : terms) {
            if (!matches(handle, term)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int handle, Term term) {
        return switch (term.field()) {
            case FilterFields.ID -> term.matches(components.id(handle));
            case FilterFields.TYPE ->
                term.matches(
                        tables.types.byOrdinal(components.type(handle)).value.id());
            case FilterFields.PROVIDER -> {
                int ordinal = components.provider(handle);
                ProviderEntry provider = ordinal == ComponentTable.NONE ? null : tables.providers.byOrdinal(ordinal);
                yield provider != null && term.matches(provider.value.id());
            }
            case FilterFields.DEVICE_CONFIGURATION -> anyConfiguration(handle, term);
            case FilterFields.SERVICE_POINT -> anyServicePoint(handle, term);
            default -> throw new IllegalArgumentException("no field " + term.field() + " of components");
        };
    }

    private boolean anyConfiguration(int handle, Term term) {
        for (ConfigurationEntry configuration : components.configurations(handle)) {
            if (term.matches(configuration.value.id())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was ever installed at a service point that matches. */
    private boolean anyServicePoint(int handle, Term term) {
        for (ConfigurationEntry configuration : components.configurations(handle)) {
            for (int i = 0; i < configuration.eventCount(); i++) {
                if (term.matches(configuration.event(i).point.value.id())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The components with one value of an indexed field, ascending; null where no index has them. */
    private int[] candidates() {
        for (Term term : terms) {
            if (!term.isPrefix()) {
                int[] few = indexed(term);
                if (few != null) {
                    return few;
                }
            }
        }
        return null;
    }

    private int[] indexed(Term term) {
        return switch (term.field()) {
            case FilterFields.ID -> {
                int handle = components.handleOf(term.value());
                yield handle == 0 ? new int[0] : new int[] {handle};
            }
            case FilterFields.DEVICE_CONFIGURATION -> handlesOf(tables.configurations.get(term.value()));
            case FilterFields.SERVICE_POINT -> {
                ServicePointEntry point = tables.servicePoints.get(term.value());
                yield point == null ? new int[0] : tables.handlesAt(point);
            }
            default -> null;
        };
    }

    private static int[] handlesOf(ConfigurationEntry configuration) {
        int[] handles = new int[configuration == null ? 0 : configuration.handleCount()];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = configuration.handle(i);
        }
        Arrays.sort(handles);
        return handles;
    }
}
