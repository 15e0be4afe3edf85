package io.tidemark.server.grpc;

import io.tidemark.server.refusal.Refusal;

/** What to say of a request that is longer than one may be; the same words wherever that shows. */
final class RequestTooLarge {

    private RequestTooLarge() {}

    /** More has come already than a request may have. */
    static Refusal asItCame(int requestBytesMax) {
        return refusal(requestBytesMax, "this one has more");
    }

    /** It came whole. */
    static Refusal whole(int requestBytesMax, int bytes) {
        return refusal(requestBytesMax, "this one has " + bytes);
    }

    /** It came compressed, and is too long to be unpacked. */
    static Refusal unpacked(int requestBytesMax) {
        return refusal(requestBytesMax, "this one has more than that when it is unpacked");
    }

    private static Refusal refusal(int requestBytesMax, String found) {
        return Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "REQUEST_TOO_LARGE",
                        "a request has at most " + requestBytesMax + " bytes, and " + found
                                + ". Nothing of it was done; send it in parts, or raise ingest.requestBytesMax")
                .with("limit", "ingest.requestBytesMax")
                .with("limit_value", requestBytesMax);
    }
}
