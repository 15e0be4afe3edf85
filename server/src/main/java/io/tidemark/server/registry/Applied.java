package io.tidemark.server.registry;

import com.google.protobuf.ByteString;

/**
 * A change that is durable and applied.
 *
 * @param outcome what {@link Registry#apply(byte, byte[])} answered
 * @param position where the journal stood when the change became visible, in the opaque form that clients get
 */
public record Applied(Outcome outcome, ByteString position) {}
