package io.tidemark.server.registry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.RegistryPart;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.registry.form.ConfigurationForm;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.UpsertRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.IntHashSet;

/**
 * The registry's state and the changes it takes.
 *
 * <p>Plain and lock-free: {@link #apply} and {@link #restore} run on the writer thread under the write half of the state's
 * lock, everything else under either half. Between a check and the application of what it accepted no other change of the
 * registry may come ({@link RegistryWriter} sees to it); readings may, and {@link #apply} looks at them again.
 */
public final class Registry {

    private final Tables tables = new Tables();
    private final DataPresence data;
    private final Upsert upsert;
    private final Deletion deletion;
    private MasterConfiguration master = MasterConfiguration.getDefaultInstance();
    private FeatureConfiguration feature = FeatureConfiguration.getDefaultInstance();

    /**
     * Makes an empty registry.
     *
     * @param data tells which components have a history
     */
    public Registry(DataPresence data) {
        this.data = data;
        this.upsert = new Upsert(tables, data);
        this.deletion = new Deletion(tables, data);
    }

    /**
     * Tells whether the request could be applied now. Changes nothing.
     *
     * @throws Refusal naming the first field that is wrong
     */
    public void check(UpsertRequest request) {
        upsert.check(request);
    }

    /** The same for a deletion. */
    public void check(EntityDeletion request) {
        Refusal refusal = deletion.refusalOf(request);
        if (refusal != null) {
            throw refusal;
        }
    }

    /** The same for the settings of the measurement data options. */
    public void check(FeatureConfiguration request) {
        ConfigurationForm.check(request);
    }

    /**
     * Applies a journal record, live or in recovery. It was checked before it was written, so the only thing that can
     * still stand against it is data that came in between; then nothing is changed and the outcome is a refusal, the same
     * whenever the journal is read.
     *
     * @param recordType one of {@link RegistryRecord}'s types
     * @throws IllegalStateException when the payload is not what the type says
     */
    public Outcome apply(byte recordType, byte[] payload) {
        tables.components.beginChange();
        try {
            return switch (recordType) {
                case RegistryRecord.UPSERT -> upsert.apply(UpsertRequest.parseFrom(payload));
                case RegistryRecord.DELETE -> apply(EntityDeletion.parseFrom(payload));
                case RegistryRecord.MASTER_CONFIGURATION -> apply(MasterConfiguration.parseFrom(payload));
                case RegistryRecord.FEATURE_CONFIGURATION -> apply(FeatureConfiguration.parseFrom(payload));
                default -> throw new IllegalStateException("record type " + recordType + " is not the registry's");
            };
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("the payload of a registry record cannot be read", broken);
        }
    }

    private Outcome apply(EntityDeletion request) {
        Refusal refusal = deletion.refusalOf(request);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        deletion.delete(request);
        return Outcome.applied(0, 1, 0);
    }

    private Outcome apply(MasterConfiguration request) {
        boolean isSame = request.equals(master);
        master = request;
        return isSame ? Outcome.applied(0, 0, 1) : Outcome.applied(0, 1, 0);
    }

    private Outcome apply(FeatureConfiguration request) {
        boolean isSame = request.equals(feature);
        feature = request;
        return isSame ? Outcome.applied(0, 0, 1) : Outcome.applied(0, 1, 0);
    }

    /**
     * How many changes were applied since the server was started, also such as changed nothing; for whoever keeps what
     * follows from the registry. {@link ComponentTable#changedIn} and {@link #typesChangedIn} say what is to be looked at
     * again.
     */
    public int changes() {
        return tables.components.changes();
    }

    /** The number of the change in which a type was last given other settings than it had; 0 for none. */
    public int typesChangedIn() {
        return tables.typesChangedIn;
    }

    /** What is asked of components by handle. */
    public ComponentTable components() {
        return tables.components;
    }

    /** A registered component as an entity; made for the call. */
    public MeasuringComponent component(int handle) {
        return tables.component(handle);
    }

    /** The type with this ordinal, as {@link ComponentTable#type} gives it. */
    public MeasuringComponentType type(int ordinal) {
        return tables.types.byOrdinal(ordinal).value;
    }

    /** The service point with this ordinal, as {@link ComponentTable#servicePoint} gives it. */
    public ServicePoint servicePoint(int ordinal) {
        return tables.servicePoints.byOrdinal(ordinal).value;
    }

    /** The provider with this ordinal, as {@link ComponentTable#provider} gives it. */
    public Provider provider(int ordinal) {
        return tables.providers.byOrdinal(ordinal).value;
    }

    /** How many ordinals of providers were ever given; those of deleted ones among them. */
    public int providerOrdinals() {
        return tables.providers.ordinals();
    }

    /** Whether the provider with this ordinal has not been deleted. */
    public boolean isProvider(int ordinal) {
        return tables.providers.byOrdinal(ordinal) != null;
    }

    /** Whether there is a provider of this id. */
    public boolean isProvider(String id) {
        return tables.providers.get(id) != null;
    }

    /** The zone of the service point at which the component hangs, or hung last; UTC for one never installed. */
    public ZoneId zone(int handle) {
        int ordinal = tables.components.servicePoint(handle);
        return ordinal == ComponentTable.NONE
                ? ZoneOffset.UTC
                : servicePoint(ordinal).zone();
    }

    /** Where and when the component was installed, as the rules of the domain ask for it; immutable, may be kept. */
    public InstallationHistory history(int handle) {
        return new InstallationHistory(installations(handle));
    }

    /** How many installations it has, those that are never in force among them. */
    public int installationCount(int handle) {
        int count = 0;
        for (ConfigurationEntry configuration : tables.components.configurations(handle)) {
            count += configuration.eventCount();
        }
        return count;
    }

    /** Its installations one by one, in no particular order, those that are never in force among them. */
    public List<Installation> installations(int handle) {
        String id = tables.components.id(handle);
        List<Installation> installations = new ArrayList<>(2);
        for (ConfigurationEntry configuration : tables.components.configurations(handle)) {
            for (int i = 0; i < configuration.eventCount(); i++) {
                installations.add(configuration.event(i).installation(id));
            }
        }
        return installations;
    }

    /**
     * Handles of the components that a selection names, in the order in which answers come.
     *
     * @throws Refusal when it names something that does not exist, or selects nothing at all
     */
    public int[] select(ComponentSelection selection) {
        return new Selector(tables).select(selection);
    }

    /** Handles of the components, ascending, whose installations the request can change if it is applied now. */
    public int[] installedThrough(UpsertRequest request) {
        return new InstalledThrough(tables).of(request);
    }

    /** The same for a deletion. */
    public int[] installedThrough(EntityDeletion request) {
        return new InstalledThrough(tables).of(request);
    }

    /** Handles of the other components of the same meter, ascending: those that share a device configuration. */
    public int[] sameMeter(int handle) {
        IntHashSet found = new IntHashSet();
        for (ConfigurationEntry configuration : tables.components.configurations(handle)) {
            for (int i = 0; i < configuration.handleCount(); i++) {
                found.add(configuration.handle(i));
            }
        }
        found.remove(handle);
        int[] ascending = new int[found.size()];
        int[] count = {0};
        found.forEachInt(other -> ascending[count[0]++] = other);
        Arrays.sort(ascending);
        return ascending;
    }

    /** The settings of the whole house. */
    public MasterConfiguration master() {
        return master;
    }

    /** The settings of the measurement data options. */
    public FeatureConfiguration feature() {
        return feature;
    }

    /** Whether intervals in an open suppression are filled with zero instead of being held back. */
    public boolean fillMissingDataWithZero() {
        return master.getFillMissingDataWithZero();
    }

    /** How far back a usable measurement is sought, elapsed hours; 0 when the option is not configured. */
    public int hoursInPastToRetrieveLastUsableMeasurement() {
        return feature.getHoursInPastToRetrieveLastUsableMeasurement();
    }

    /** Gives the whole state out in parts, in the order in which {@link #restore} takes them; for a checkpoint. */
    public void writeSnapshot(Consumer<RegistryPart> parts) {
        new Snapshot(tables).write(master, feature, parts);
    }

    /** Takes one part of a checkpoint in; the registry was empty before the first. */
    public void restore(RegistryPart part) {
        new Snapshot(tables).restore(part);
        if (part.hasHead()) {
            master = part.getHead().getMaster();
            feature = part.getHead().getFeature();
        }
    }

    /** The state itself, for lists. */
    Tables tables() {
        return tables;
    }
}
