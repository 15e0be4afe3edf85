package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A file of {@link SimulatedFiles}: what a process sees of it, what the device has, and the states pages went through. */
final class SimulatedFile {

    static final int PAGE_BYTES = 4096;
    static final int SECTOR_BYTES = 512;

    private final SimulatedFiles directory;
    private final String name;
    private final Map<Integer, List<byte[]>> dirtyPages = new TreeMap<>();
    private byte[] now;
    private byte[] durable;

    SimulatedFile(SimulatedFiles directory, String name, byte[] contents) {
        this.directory = directory;
        this.name = name;
        this.now = contents.clone();
        this.durable = contents.clone();
    }

    byte[] contents() {
        return now.clone();
    }

    long sizeNow() {
        return now.length;
    }

    /** A handle that dies with the process that opened it. */
    SegmentFile open() {
        return new Handle(directory.life());
    }

    /** Each dirty page ends in one of the states it has had, by sectors when the power went during the write of it. */
    void losePower(SplittableRandom random) {
        if (now.length != durable.length && random.nextBoolean()) {
            durable = Arrays.copyOf(durable, now.length);
        }
        dirtyPages.forEach((page, states) -> {
            boolean torn = random.nextInt(4) == 0;
            byte[] whole = choose(page, states, random);
            for (int sector = 0; sector < PAGE_BYTES; sector += SECTOR_BYTES) {
                byte[] state = torn ? choose(page, states, random) : whole;
                persist(page, state, sector, SECTOR_BYTES);
            }
        });
        dirtyPages.clear();
        now = durable.clone();
    }

    private byte[] choose(int page, List<byte[]> states, SplittableRandom random) {
        int state = random.nextInt(states.size() + 1);
        return state == 0 ? page(durable, page) : states.get(state - 1);
    }

    private void persist(int page, byte[] state, int from, int length) {
        int offset = page * PAGE_BYTES + from;
        int bytes = Math.min(length, durable.length - offset);
        if (bytes > 0) {
            System.arraycopy(state, from, durable, offset, bytes);
        }
    }

    private static byte[] page(byte[] contents, int page) {
        byte[] bytes = new byte[PAGE_BYTES];
        int offset = page * PAGE_BYTES;
        if (offset < contents.length) {
            System.arraycopy(contents, offset, bytes, 0, Math.min(PAGE_BYTES, contents.length - offset));
        }
        return bytes;
    }

    private void write(byte[] bytes, int length, int offset) {
        if (length == 0) {
            return;
        }
        if (offset + length > now.length) {
            now = Arrays.copyOf(now, offset + length);
        }
        System.arraycopy(bytes, 0, now, offset, length);
        for (int page = offset / PAGE_BYTES; page <= (offset + length - 1) / PAGE_BYTES; page++) {
            dirtyPages.computeIfAbsent(page, any -> new ArrayList<>()).add(page(now, page));
        }
    }

    /** After a failed force some pages are on the device, and all count as clean, as in the Linux kernel. */
    private void failForce() {
        SplittableRandom random = directory.random();
        dirtyPages.forEach((page, states) -> {
            if (random.nextBoolean()) {
                persist(page, states.get(states.size() - 1), 0, PAGE_BYTES);
            }
        });
        dirtyPages.clear();
    }

    private void force() {
        durable = Arrays.copyOf(durable, now.length);
        dirtyPages.forEach((page, states) -> persist(page, states.get(states.size() - 1), 0, PAGE_BYTES));
        dirtyPages.clear();
    }

    private final class Handle implements SegmentFile {

        private final int life;

        Handle(int life) {
            this.life = life;
        }

        private boolean failsNow(String call) throws IOException {
            if (life != directory.life()) {
                throw new IOException("the process that opened " + name + " is gone");
            }
            return directory.failsNow(call + " " + name);
        }

        @Override
        public long size() throws IOException {
            if (failsNow("size")) {
                throw new SimulatedFiles.InjectedFailure("size");
            }
            return now.length;
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            boolean fails;
            try {
                fails = failsNow("write");
            } catch (SimulatedFiles.PowerCut cut) {
                SimulatedFile.this.write(bytes, directory.random().nextInt(bytes.length + 1), (int) offset);
                throw cut;
            }
            if (fails) {
                SimulatedFile.this.write(bytes, directory.random().nextInt(bytes.length + 1), (int) offset);
                throw new SimulatedFiles.InjectedFailure("write");
            }
            long growth = Math.max(0, offset + bytes.length - now.length);
            if (growth > Math.max(0, directory.roomBytes())) {
                int fit = (int) Math.max(0, bytes.length - (growth - Math.max(0, directory.roomBytes())));
                SimulatedFile.this.write(bytes, fit, (int) offset);
                throw new IOException("No space left on device");
            }
            SimulatedFile.this.write(bytes, bytes.length, (int) offset);
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            if (failsNow("read")) {
                throw new SimulatedFiles.InjectedFailure("read");
            }
            int bytes = (int) Math.max(0, Math.min(into.remaining(), now.length - offset));
            into.put(now, (int) Math.min(offset, now.length), bytes);
            return bytes;
        }

        @Override
        public void resize(long bytes) throws IOException {
            if (failsNow("resize")) {
                throw new SimulatedFiles.InjectedFailure("resize");
            }
            now = Arrays.copyOf(now, (int) bytes);
        }

        @Override
        public void force() throws IOException {
            if (failsNow("force")) {
                failForce();
                throw new SimulatedFiles.InjectedFailure("force");
            }
            SimulatedFile.this.force();
        }

        @Override
        public void close() throws IOException {
            if (life == directory.life() && failsNow("close")) {
                throw new SimulatedFiles.InjectedFailure("close");
            }
        }
    }
}
