package io.tidemark.server.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.estimation.EstimationState;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.v1.UpsertRequest;

/**
 * Follows a registry record into what rests on installations: tide marks move back to where a component's installations
 * differ from before, and what was asked for a deleted component is forgotten.
 */
final class ChangedInstallations {

    private static final int[] NONE = {};

    private final int[] handles;
    private final InstallationHistory[] histories;
    private final int deleted;

    private ChangedInstallations(Registry registry, TideMarks tideMarks, int[] affected, int deleted) {
        int count = 0;
        int[] marked = new int[affected.length];
        for (int handle : affected) {
            if (tideMarks.latestContiguous(handle) != TideMarks.ABSENT) {
                marked[count++] = handle;
            }
        }
        this.handles = java.util.Arrays.copyOf(marked, count);
        this.histories = new InstallationHistory[count];
        for (int i = 0; i < count; i++) {
            histories[i] = registry.history(handles[i]);
        }
        this.deleted = deleted;
    }

    /** Looks at the state before the record is applied. */
    static ChangedInstallations before(Registry registry, TideMarks tideMarks, byte type, byte[] payload) {
        try {
            if (type == RegistryRecord.UPSERT && registry.components().registeredCount() > 0) {
                return new ChangedInstallations(
                        registry, tideMarks, registry.installedThrough(UpsertRequest.parseFrom(payload)), 0);
            }
            if (type == RegistryRecord.DELETE) {
                EntityDeletion deletion = EntityDeletion.parseFrom(payload);
                boolean isComponent = deletion.getKind() == EntityKind.MEASURING_COMPONENT;
                return new ChangedInstallations(
                        registry,
                        tideMarks,
                        registry.installedThrough(deletion),
                        isComponent ? registry.components().handleOf(deletion.getId()) : 0);
            }
            return new ChangedInstallations(registry, tideMarks, NONE, 0);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("the payload of a registry record cannot be read", broken);
        }
    }

    /** Sets right what rests on it, now that the record is applied. */
    void after(Registry registry, TideMarks tideMarks, EstimationState estimation) {
        for (int i = 0; i < handles.length; i++) {
            if (registry.components().isRegistered(handles[i])) {
                tideMarks.installationsChanged(handles[i], histories[i]);
            }
        }
        if (deleted != 0 && !registry.components().isRegistered(deleted)) {
            estimation.forget(deleted);
        }
    }
}
