package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.Register;

/**
 * The intervals between two consecutive good reads of a register.
 *
 * @param register whose reads
 * @param first the read at its beginning
 * @param last the read at its end
 * @param fromMillis beginning of its first interval
 * @param toMillis end of its last interval
 */
record RegisterSpan(Register register, Read first, Read last, long fromMillis, long toMillis) {

    long lengthMillis() {
        return toMillis - fromMillis;
    }
}
