package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.RegistryPart;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.UpsertRequest;
import java.util.List;
import java.util.function.Consumer;

/**
 * The registry's state and the changes it takes.
 *
 * <p>Plain and lock-free: {@link #apply} and {@link #restore} run on the writer thread under the write half of the state's
 * lock, everything else under either half. Between a check and the application of what it accepted no other change of the
 * registry may come ({@link RegistryWriter} sees to it); readings may, and {@link #apply} looks at them again.
 */
public final class Registry {

    private final ComponentTable components = new ComponentTable();

    /** Makes an empty registry. */
    public Registry(DataPresence data) {}

    /**
     * Tells whether the request could be applied now. Changes nothing.
     *
     * @throws io.tidemark.server.refusal.Refusal naming the first field that is wrong
     */
    public void check(UpsertRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The same for a deletion. */
    public void check(EntityDeletion deletion) {
        throw new UnsupportedOperationException();
    }

    /** The same for the settings of the whole house. */
    public void check(MasterConfiguration master) {}

    /** The same for the settings of the measurement data options. */
    public void check(FeatureConfiguration feature) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** What is asked of components by handle. */
    public ComponentTable components() {
        return components;
    }

    /** The type with this ordinal, as {@link ComponentTable#type} gives it. */
    public MeasuringComponentType type(int ordinal) {
        throw new UnsupportedOperationException();
    }

    /** The service point with this ordinal, as {@link ComponentTable#servicePoint} gives it. */
    public ServicePoint servicePoint(int ordinal) {
        throw new UnsupportedOperationException();
    }

    /** The provider with this ordinal, as {@link ComponentTable#provider} gives it. */
    public Provider provider(int ordinal) {
        throw new UnsupportedOperationException();
    }

    /** Where and when the component was installed, ascending and disjoint; immutable, may be kept. */
    public List<Installation> installations(int handle) {
        throw new UnsupportedOperationException();
    }

    /**
     * Handles of the components that a selection names, in the order in which answers come.
     *
     * @throws io.tidemark.server.refusal.Refusal when it names something that does not exist, or selects nothing at all
     */
    public int[] select(ComponentSelection selection) {
        throw new UnsupportedOperationException();
    }

    /** Whether intervals in an open suppression are filled with zero instead of being held back. */
    public boolean fillMissingDataWithZero() {
        throw new UnsupportedOperationException();
    }

    /** How far back a usable measurement is sought, elapsed hours; 0 when the option is not configured. */
    public int hoursInPastToRetrieveLastUsableMeasurement() {
        throw new UnsupportedOperationException();
    }

    /** Gives the whole state out in parts, in the order in which {@link #restore} takes them; for a checkpoint. */
    public void writeSnapshot(Consumer<RegistryPart> parts) {
        throw new UnsupportedOperationException();
    }

    /** Takes one part of a checkpoint in; the registry was empty before the first. */
    public void restore(RegistryPart part) {
        throw new UnsupportedOperationException();
    }
}
