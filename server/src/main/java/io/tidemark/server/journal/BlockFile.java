package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file that is appended to in whole blocks, as a device takes them that is written past the machine's cache.
 *
 * <p>What a write leaves of its last block becomes zero, and is written again by the next: with the same bytes up to the place
 * where that one begins. So a block that a crash tears holds what it held before, up to that place. Since the zeros take the place
 * of whatever lay there, each write has to begin where the one before ended; another is refused.
 */
final class BlockFile implements SegmentFile {

    /** Every write covers whole blocks of this size, bytes; a multiple of what the device and the file system ask for. */
    static final int BLOCK_BYTES = 4096;

    /** In place of an offset: a write has failed, and nobody knows how far it came. */
    private static final long NOWHERE = -1;

    private final SegmentFile file;
    private final SegmentFile blocks;
    private final AlignedBuffers buffers;
    /** What lies before {@link #end} in its block, and zeros; unless that is still to be read. */
    private final byte[] lastBlock = new byte[BLOCK_BYTES];

    private boolean isLastBlockRead;
    /** Where the next write begins. */
    private long end;

    /**
     * A file that is open twice, for as long as this.
     *
     * @param file for everything but writes and forces
     * @param blocks takes direct buffers that begin with a block, at multiples of a block
     * @param from where the first write begins
     * @param buffers for writes that have to be moved
     */
    BlockFile(SegmentFile file, SegmentFile blocks, long from, AlignedBuffers buffers) {
        this.file = file;
        this.blocks = blocks;
        this.end = from;
        this.buffers = buffers;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    /** @throws IllegalArgumentException when the write does not begin where the one before ended, or that one failed */
    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
        if (offset != end) {
            throw new IllegalArgumentException(
                    end == NOWHERE
                            ? "a write to this file has failed, so there is no place for the next"
                            : "a write at " + offset + " of a file that is appended to at " + end);
        }
        if (isWholeBlocks(from)) {
            append(from, offset, from.remaining());
            isLastBlockRead = true;
            return;
        }
        ByteBuffer staged = buffers.acquire();
        try {
            while (from.hasRemaining()) {
                stageAndAppend(from, staged);
            }
        } finally {
            buffers.release(staged);
        }
    }

    private boolean isWholeBlocks(ByteBuffer from) {
        return from.isDirect()
                && end % BLOCK_BYTES == 0
                && from.remaining() % BLOCK_BYTES == 0
                && from.alignmentOffset(from.position(), BLOCK_BYTES) == 0;
    }

    /** Appends as much as can be staged. */
    private void stageAndAppend(ByteBuffer from, ByteBuffer staged) throws IOException {
        int before = (int) (end % BLOCK_BYTES);
        staged.clear();
        if (before > 0) {
            readLastBlock(before);
            staged.put(lastBlock, 0, before);
        }
        int bytes = Math.min(from.remaining(), staged.remaining());
        staged.put(before, from, from.position(), bytes);
        from.position(from.position() + bytes);
        int whole = before + bytes;
        int left = whole % BLOCK_BYTES;
        staged.get(whole - left, lastBlock, 0, left);
        Arrays.fill(lastBlock, left, BLOCK_BYTES, (byte) 0);
        isLastBlockRead = true;
        if (left > 0) {
            staged.put(whole - left, lastBlock);
        }
        append(staged.position(0).limit(left > 0 ? whole - left + BLOCK_BYTES : whole), end - before, before + bytes);
    }

    /** Writes blocks of which so many bytes count. */
    private void append(ByteBuffer whole, long offset, int bytes) throws IOException {
        end = NOWHERE;
        blocks.write(whole, offset);
        end = offset + bytes;
    }

    private void readLastBlock(int before) throws IOException {
        if (!isLastBlockRead && file.read(ByteBuffer.wrap(lastBlock), end - before) < before) {
            throw new IOException("the file ends before " + end + ", where it is to be appended to");
        }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return file.read(into, offset);
    }

    /** Shortened below the end of the last write, it is appended to from there on. */
    @Override
    public void resize(long bytes) throws IOException {
        file.resize(bytes);
        if (bytes < end) {
            end = bytes;
            isLastBlockRead = false;
        }
    }

    @Override
    public void force() throws IOException {
        blocks.force();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            blocks.close();
        }
    }
}
