package io.tidemark.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Components that got readings since their tide mark was last worked out: one bit each, so that ingest pays next to
 * nothing for the marks.
 *
 * <p>Marked by the writer thread under the state's write lock; cleared by any thread under the read lock.
 */
public final class TouchedComponents {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private long[] words = new long[64];

    /** Makes room for handles below the given number. */
    public void ensureHandles(int handles) {
        int needed = (handles + 63) >>> 6;
        if (words.length < needed) {
            words = Arrays.copyOf(words, Math.max(needed, words.length * 2));
        }
    }

    /** Notes that a component got readings. */
    public void mark(int handle) {
        words[handle >>> 6] |= 1L << handle;
    }

    /** The bits themselves, for the ingest loop. */
    long[] words() {
        return words;
    }

    /** Whether a component got readings since it was last cleared. */
    public boolean isMarked(int handle) {
        return handle >>> 6 < words.length && (words[handle >>> 6] & (1L << handle)) != 0;
    }

    /** Takes the note away. */
    public void clear(int handle) {
        long ignored = (long) WORDS.getAndBitwiseAnd(words, handle >>> 6, ~(1L << handle));
    }

    /** The first marked handle at or after the given one; -1 when there is none. */
    public int next(int handle) {
        int word = handle >>> 6;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & (-1L << handle);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
