package io.tidemark.server.registry.form;

import io.tidemark.server.registry.entity.Provider;

/** Providers as messages. */
public final class ProviderForm {

    private ProviderForm() {}

    static void check(io.tidemark.v1.Provider message, FieldPath path) {
        Fields.checkId(path, "id", message.getId());
        Fields.checkLength(path, "name", message.getName(), Limits.NAME_CHARS_MAX);
    }

    static Provider read(io.tidemark.v1.Provider message) {
        return new Provider(message.getId(), message.getName());
    }

    /** The provider as a message. */
    public static io.tidemark.v1.Provider write(Provider provider) {
        return io.tidemark.v1.Provider.newBuilder()
                .setId(provider.id())
                .setName(provider.name())
                .build();
    }
}
