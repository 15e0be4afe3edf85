package io.tidemark.client;

import com.google.protobuf.ByteString;

/**
 * Where the server's journal stood. An append answers with one; a query that is given it waits until everything up to
 * there is visible. Opaque: positions are neither ordered nor taken apart.
 *
 * @param token as the server gave it; empty: no wish
 */
public record Position(ByteString token) {

    /** What is visible at this moment, whatever that is. */
    public static final Position NOW = new Position(ByteString.EMPTY);
}
