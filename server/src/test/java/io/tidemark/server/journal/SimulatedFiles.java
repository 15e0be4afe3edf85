package io.tidemark.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A directory in memory that can lose what was not forced, fail at a chosen call, and be full.
 *
 * <p>It keeps two states: what a process sees, and what the device has. A force carries a file's pages over; a forced
 * directory carries the names over. {@link #losePower} lets each unforced page end in any state it has had since its last
 * force, independently of the others, and applies some of the unforced changes of names, in order.
 */
final class SimulatedFiles implements JournalFiles {

    /** The power is gone: nothing more happens in this life of the process. */
    static final class PowerCut extends Error {
        PowerCut(String where) {
            super(where, null, false, false);
        }
    }

    /** A call that failed because the test asked for it. */
    static final class InjectedFailure extends IOException {
        InjectedFailure(String call) {
            super("injected failure of " + call);
        }
    }

    private final Map<String, SimulatedFile> names = new TreeMap<>();
    private final Map<String, SimulatedFile> durableNames = new HashMap<>();
    private final List<Consumer<Map<String, SimulatedFile>>> unforcedChanges = new ArrayList<>();
    private final SplittableRandom random;
    private final boolean isPastCache;
    private final AlignedBuffers buffers = new AlignedBuffers();
    private long capacityBytes = Long.MAX_VALUE;
    private boolean tellsUsableBytes = true;
    private long calls;
    private long failAtCall = Long.MAX_VALUE;
    private long cutAtCall = Long.MAX_VALUE;
    private int lives;
    private boolean locked;

    /** A disk whose segments are written past the cache. */
    SimulatedFiles(long seed) {
        this(seed, true);
    }

    private SimulatedFiles(long seed, boolean isPastCache) {
        this.random = new SplittableRandom(seed);
        this.isPastCache = isPastCache;
    }

    /** A disk that can only be written through the cache. */
    static SimulatedFiles throughCache(long seed) {
        return new SimulatedFiles(seed, false);
    }

    /** Calls so far. */
    long calls() {
        return calls;
    }

    /** The call with this number, counted from 1, fails once. */
    void failAtCall(long number) {
        failAtCall = number;
    }

    /** At the call with this number, counted from 1, the power goes, and no later one does anything. */
    void cutAtCall(long number) {
        cutAtCall = number;
    }

    /** Space for all files together. */
    void capacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    /** Whether {@link #usableBytes()} says how full the disk is; without it, a full disk shows only in a write. */
    void tellsUsableBytes(boolean tells) {
        tellsUsableBytes = tells;
    }

    long usedBytes() {
        return names.values().stream().mapToLong(SimulatedFile::sizeNow).sum();
    }

    /** What a process sees of a file, to be changed by a test. */
    byte[] contents(String name) {
        return names.get(name).contents();
    }

    /** Puts a file there, as if it had always been. */
    void place(String name, byte[] contents) {
        SimulatedFile file = new SimulatedFile(this, name, contents);
        names.put(name, file);
        durableNames.put(name, file);
    }

    /** Takes a file away, as if it had never been. */
    void remove(String name) {
        names.remove(name);
        durableNames.remove(name);
    }

    /** Another directory with the same files, all of them durable. */
    SimulatedFiles copy() {
        SimulatedFiles copy = new SimulatedFiles(0, isPastCache);
        names.forEach((name, file) -> copy.place(name, file.contents()));
        return copy;
    }

    /** The process is killed and starts again: it sees what it saw; the kernel still has what was not forced. */
    void killProcess() {
        lives++;
        locked = false;
        failAtCall = Long.MAX_VALUE;
        cutAtCall = Long.MAX_VALUE;
        calls = 0;
    }

    /** The power goes and comes back: what was not forced is there, partly there, or gone. */
    void losePower() {
        killProcess();
        int applied = random.nextInt(unforcedChanges.size() + 1);
        unforcedChanges.subList(0, applied).forEach(change -> change.accept(durableNames));
        unforcedChanges.clear();
        names.clear();
        names.putAll(durableNames);
        names.values().forEach(file -> file.losePower(random));
    }

    int life() {
        return lives;
    }

    SplittableRandom random() {
        return random;
    }

    long roomBytes() {
        return capacityBytes - usedBytes();
    }

    /** Whether this call is to fail; every call of the directory and its files passes here. */
    boolean failsNow(String call) {
        calls++;
        if (calls >= cutAtCall) {
            throw new PowerCut("at call " + calls + ", " + call);
        }
        return calls == failAtCall;
    }

    void check(String call) throws IOException {
        if (failsNow(call)) {
            throw new InjectedFailure(call);
        }
    }

    private void change(Consumer<Map<String, SimulatedFile>> change) {
        change.accept(names);
        unforcedChanges.add(change);
    }

    @Override
    public List<String> list() throws IOException {
        check("list");
        return List.copyOf(names.keySet());
    }

    @Override
    public SegmentFile create(String name) throws IOException {
        check("create " + name);
        if (names.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        SimulatedFile file = new SimulatedFile(this, name, new byte[0]);
        change(map -> map.put(name, file));
        return file.open();
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        check("open " + name);
        return existing(name).open();
    }

    /** By the blocks of the disk's own file, so that what is lost and what fails is what would be there. */
    @Override
    public SegmentFile createToAppend(String name) throws IOException {
        SegmentFile created = create(name);
        return isPastCache ? openToAppend(name, 0) : created;
    }

    @Override
    public SegmentFile openToAppend(String name, long from) throws IOException {
        SegmentFile file = open(name);
        return isPastCache ? new BlockFile(file, existing(name).open(), from, buffers) : file;
    }

    @Override
    public SegmentFile openForReading(String name) throws IOException {
        check("openForReading " + name);
        return existing(name).open();
    }

    private SimulatedFile existing(String name) throws IOException {
        SimulatedFile file = names.get(name);
        if (file == null) {
            throw new IOException("no file " + name);
        }
        return file;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        check("rename " + from);
        SimulatedFile file = existing(from);
        change(map -> {
            map.remove(from);
            map.put(to, file);
        });
    }

    @Override
    public void delete(String name) throws IOException {
        check("delete " + name);
        change(map -> map.remove(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        check("forceDirectory");
        unforcedChanges.clear();
        durableNames.clear();
        durableNames.putAll(names);
    }

    @Override
    public long usableBytes() throws IOException {
        check("usableBytes");
        return tellsUsableBytes ? roomBytes() : Long.MAX_VALUE;
    }

    @Override
    public Closeable lock() throws IOException {
        check("lock");
        if (locked) {
            throw new JournalLockedException("locked", null);
        }
        locked = true;
        int holder = lives;
        return () -> locked = locked && holder != lives;
    }
}
