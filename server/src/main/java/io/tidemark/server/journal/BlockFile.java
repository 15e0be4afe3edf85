package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file that is written in whole blocks, as a device takes them that is written past the machine's cache.
 *
 * <p>What a write leaves of its last block becomes zero, and is written again by the write that goes on there: with the same
 * bytes up to the place where that one begins. So a block that a crash tears holds what it held before, up to that place. Only where
 * nothing behind a write is needed: bytes that are to stay, such as records that are written over themselves, would be zeros.
 */
final class BlockFile implements SegmentFile {

    /** Every write covers whole blocks of this size, bytes; a multiple of what the device and the file system ask for. */
    static final int BLOCK_BYTES = 4096;

    private final SegmentFile file;
    private final SegmentFile blocks;
    private final AlignedBuffers buffers;
    private final byte[] lastBlock = new byte[BLOCK_BYTES];
    /** Where the last write ended: what lies before that in its block is in {@link #lastBlock}. -1 when that is not known. */
    private long writtenTo = -1;

    /**
     * A file that is open twice, for as long as this.
     *
     * @param file for everything but writes and forces
     * @param blocks takes direct buffers that begin with a block, at multiples of a block
     * @param buffers for writes that have to be moved
     */
    BlockFile(SegmentFile file, SegmentFile blocks, AlignedBuffers buffers) {
        this.file = file;
        this.blocks = blocks;
        this.buffers = buffers;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
        if (!from.hasRemaining()) {
            return;
        }
        if (isWholeBlocks(from, offset)) {
            long end = offset + from.remaining();
            writtenTo = -1;
            blocks.write(from, offset);
            writtenTo = end;
            return;
        }
        ByteBuffer staged = buffers.acquire();
        try {
            long at = offset;
            while (from.hasRemaining()) {
                at += stageAndWrite(from, at, staged);
            }
        } finally {
            buffers.release(staged);
        }
    }

    private static boolean isWholeBlocks(ByteBuffer from, long offset) {
        return from.isDirect()
                && offset % BLOCK_BYTES == 0
                && from.remaining() % BLOCK_BYTES == 0
                && from.alignmentOffset(from.position(), BLOCK_BYTES) == 0;
    }

    /** Writes as much as can be staged; how much. */
    private int stageAndWrite(ByteBuffer from, long offset, ByteBuffer staged) throws IOException {
        int before = (int) (offset % BLOCK_BYTES);
        staged.clear();
        if (before > 0) {
            readLastBlock(offset);
            staged.put(lastBlock, 0, before);
        }
        int bytes = Math.min(from.remaining(), staged.remaining());
        staged.put(before, from, from.position(), bytes);
        from.position(from.position() + bytes);
        int end = before + bytes;
        int left = end % BLOCK_BYTES;
        staged.get(end - left, lastBlock, 0, left);
        Arrays.fill(lastBlock, left, BLOCK_BYTES, (byte) 0);
        if (left > 0) {
            staged.put(end - left, lastBlock);
        }
        writtenTo = -1;
        blocks.write(staged.position(0).limit(left > 0 ? end - left + BLOCK_BYTES : end), offset - before);
        writtenTo = offset + bytes;
        return bytes;
    }

    /** Finds out what lies before an offset in its block. */
    private void readLastBlock(long offset) throws IOException {
        if (offset != writtenTo) {
            writtenTo = -1;
            Arrays.fill(lastBlock, (byte) 0);
            file.read(ByteBuffer.wrap(lastBlock), offset - offset % BLOCK_BYTES);
        }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return file.read(into, offset);
    }

    @Override
    public void resize(long bytes) throws IOException {
        writtenTo = -1;
        file.resize(bytes);
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
