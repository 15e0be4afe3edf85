package io.tidemark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.MessageLite;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Entity;
import io.tidemark.v1.UpsertRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A registry with a journal in memory, and a say in which components have readings. */
final class House {

    /** One record of the journal. */
    record LoggedChange(byte type, byte[] payload) {}

    final Set<Integer> handlesWithData = new HashSet<>();
    final List<LoggedChange> journal = new ArrayList<>();
    final Registry registry = new Registry(handlesWithData::contains);

    /** Checks and applies, as live. */
    Outcome put(Entity... entities) {
        return put(Messages.upsert(entities));
    }

    Outcome put(UpsertRequest request) {
        registry.check(request);
        return apply(RegistryRecord.UPSERT, request);
    }

    Outcome delete(EntityKind kind, String id) {
        EntityDeletion deletion =
                EntityDeletion.newBuilder().setKind(kind).setId(id).build();
        registry.check(deletion);
        return apply(RegistryRecord.DELETE, deletion);
    }

    Outcome apply(byte type, MessageLite message) {
        journal.add(new LoggedChange(type, message.toByteArray()));
        return registry.apply(type, message.toByteArray());
    }

    int handle(String component) {
        return registry.components().handleOf(component);
    }

    void putReadingsOf(String component) {
        handlesWithData.add(handle(component));
    }

    /** What the check says no with. */
    Refusal refusalOf(Entity... entities) {
        return refusalOf(() -> registry.check(Messages.upsert(entities)));
    }

    Refusal refusalOfDeletion(EntityKind kind, String id) {
        return refusalOf(() -> registry.check(
                EntityDeletion.newBuilder().setKind(kind).setId(id).build()));
    }

    private static Refusal refusalOf(Runnable check) {
        Refusal refusal = catchThrowableOfType(Refusal.class, check::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
