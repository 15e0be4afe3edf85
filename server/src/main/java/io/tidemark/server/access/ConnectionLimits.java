package io.tidemark.server.access;

/**
 * Bounds of connections and of the calls on them, as configured.
 *
 * @param connectionsMax connections open at once
 * @param handshakeSecondsMax from the connection until both sides have spoken HTTP/2, seconds
 * @param idleMinutesMax how long a connection may have no call, minutes
 * @param keepAliveSeconds silence after which the other side is asked whether it is there, seconds
 * @param keepAliveWaitSecondsMax how long it may take to answer, seconds
 * @param pingSecondsMin how far apart the other side's own pings must be, seconds
 * @param callsMax calls open at once, on all connections
 * @param callsAConnectionMax calls open at once on one connection
 * @param metadataBytesMax headers of one call, bytes
 * @param resetsMax calls of one connection that the other side may cancel in {@code resetSeconds}
 * @param resetSeconds the time over which cancelled calls are counted, seconds
 * @param requestSecondsMax from a request's first byte, of the first request from the call's beginning, to its last, seconds
 * @param inboundBytesMax requests of all calls that have come in part, bytes
 * @param windowBytes what a connection may have sent that nobody has read, bytes
 */
public record ConnectionLimits(
        int connectionsMax,
        int handshakeSecondsMax,
        int idleMinutesMax,
        int keepAliveSeconds,
        int keepAliveWaitSecondsMax,
        int pingSecondsMin,
        int callsMax,
        int callsAConnectionMax,
        int metadataBytesMax,
        int resetsMax,
        int resetSeconds,
        int requestSecondsMax,
        long inboundBytesMax,
        int windowBytes) {}
