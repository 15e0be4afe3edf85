package io.tidemark.server.journal;

import java.util.concurrent.locks.LockSupport;

/**
 * A rest after work that keeps the device busy and that nobody waits for: acknowledgements wait for the device, and should find
 * it free half of the time, as long as a piece of such work takes no longer than 20 ms.
 */
public final class DeviceRest {

    private static final long NANOS_MAX = 20_000_000;

    private DeviceRest() {}

    /**
     * Rests for as long as the work took, but not longer than 20 ms.
     *
     * @param beganNanos when it began, by {@link System#nanoTime}
     */
    public static void after(long beganNanos) {
        LockSupport.parkNanos(Math.min(NANOS_MAX, System.nanoTime() - beganNanos));
    }
}
