package io.tidemark.server.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.RegistryPart;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.RegistryRecord;
import java.util.function.Consumer;

/** The registry in a checkpoint. */
final class RegistryImage implements SnapshotPart {

    private final Registry registry;
    private final Runnable whenRestored;

    RegistryImage(Registry registry, Runnable whenRestored) {
        this.registry = registry;
        this.whenRestored = whenRestored;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public Moment moment() {
        return Moment.BESIDE_READINGS;
    }

    @Override
    public boolean owns(int recordType) {
        return RegistryRecord.isRegistry((byte) recordType);
    }

    @Override
    public void write(Consumer<byte[]> pieces) {
        registry.writeSnapshot(part -> pieces.accept(part.toByteArray()));
    }

    @Override
    public void restore(byte[] piece) {
        try {
            registry.restore(RegistryPart.parseFrom(piece));
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException("a part of the registry in a checkpoint cannot be read", malformed);
        }
        whenRestored.run();
    }
}
