package io.tidemark.loadtest.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The components of a load: handle of each, by number (0-based) and as packed bytes, and back. Never changes. */
public final class Population {

    private final int[] handles;
    private final byte[] packedHandles;
    private final Map<Integer, Integer> numbers;
    private final boolean isDense;

    /**
     * Takes the handles over.
     *
     * @param handles handle of component 0, 1, …
     */
    public Population(int[] handles) {
        this.handles = handles;
        ByteBuffer packed = ByteBuffer.allocate(handles.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean dense = true;
        for (int i = 0; i < handles.length; i++) {
            packed.putInt(handles[i]);
            dense &= handles[i] == handles[0] + i;
        }
        this.packedHandles = packed.array();
        this.isDense = dense;
        this.numbers = new HashMap<>();
        for (int i = 0; i < handles.length && !dense; i++) {
            numbers.put(handles[i], i);
        }
    }

    /** The same components numbered in an order that follows from a seed. */
    public Population shuffled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] shuffled = handles.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int handle = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = handle;
        }
        return new Population(shuffled);
    }

    /** How many components there are. */
    public int size() {
        return handles.length;
    }

    /** Handle of a component by its number. */
    public int handle(int component) {
        return handles[component];
    }

    /** Number of the component with this handle; -1 when it is none of these. */
    public int numberOf(int handle) {
        if (isDense) {
            int number = handle - handles[0];
            return number >= 0 && number < handles.length ? number : -1;
        }
        return numbers.getOrDefault(handle, -1);
    }

    byte[] packedHandles() {
        return packedHandles;
    }
}
