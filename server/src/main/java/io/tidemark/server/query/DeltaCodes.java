package io.tidemark.server.query;

import com.google.protobuf.ByteString;
import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaFlag;
import io.tidemark.v1.DeltaMethod;
import java.util.Arrays;

/** Flags and methods of deltas as the contract numbers them, collected over a chunk; left out where all are usual. */
final class DeltaCodes {

    private static final byte NORMAL = (byte) io.tidemark.v1.DeltaFlag.NORMAL.getNumber();

    private byte[] flags = new byte[1_024];
    private byte[] methods = new byte[1_024];
    private int count;
    private boolean isUsual = true;

    void clear() {
        count = 0;
        isUsual = true;
    }

    void add(DeltaColumns deltas) {
        int size = deltas.size();
        if (isUsual && deltas.isNormal()) {
            // Nothing is written before the first unusual code.
            count += size;
            return;
        }
        if (count + size > flags.length) {
            int capacity = Math.max(count + size, 2 * flags.length);
            flags = Arrays.copyOf(flags, capacity);
            methods = Arrays.copyOf(methods, capacity);
        }
        if (isUsual) {
            isUsual = false;
            Arrays.fill(flags, 0, count, NORMAL);
            Arrays.fill(methods, 0, count, (byte) 0);
        }
        byte[] kernelFlags = deltas.flags();
        for (int i = 0; i < size; i++) {
            byte code = kernelFlags[i];
            flags[count + i] = (byte) (code + NORMAL);
            methods[count + i] = code == 0 ? 0 : methodOf(deltas, i);
        }
        count += size;
    }

    private static byte methodOf(DeltaColumns deltas, int i) {
        if (deltas.flag(i) != DeltaFlag.ROLLOVER) {
            return 0;
        }
        return (byte)
                switch (deltas.method(i)) {
                    case AVERAGE -> DeltaMethod.AVERAGE.getNumber();
                    case PRIOR -> DeltaMethod.PRIOR.getNumber();
                    case FOLLOWING -> DeltaMethod.FOLLOWING.getNumber();
                    case CAPACITY -> DeltaMethod.CAPACITY.getNumber();
                    case NONE -> DeltaMethod.NONE.getNumber();
                };
    }

    ByteString flags() {
        return isUsual ? ByteString.EMPTY : ByteString.copyFrom(flags, 0, count);
    }

    ByteString methods() {
        return isUsual ? ByteString.EMPTY : ByteString.copyFrom(methods, 0, count);
    }
}
