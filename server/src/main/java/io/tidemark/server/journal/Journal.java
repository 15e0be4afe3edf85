package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A durable, ordered sequence of records, each at a position.
 *
 * <p>A position is a byte offset that only grows; it says nothing about files. A record lies at the position its write
 * returned and is durable once that position is below {@link #durablePosition()}. This interface is the seam behind
 * which another engine may stand.
 *
 * <p>{@code write}, {@code force}, {@code settle}, {@code roomFor} and {@code close} belong to one thread, the journal thread. The other
 * methods may be called by anyone.
 */
public interface Journal extends AutoCloseable {

    /** Lowest record type a caller may use. */
    int TYPE_MIN = 1;

    /** Highest record type a caller may use. */
    int TYPE_MAX = 127;

    /**
     * Adds a record behind the last one. It is neither durable nor promised to anybody before {@link #force()} returns.
     *
     * @param type what the record is, {@link #TYPE_MIN} to {@link #TYPE_MAX}
     * @param payload holds the bytes; copied before this returns
     * @param offset where they begin
     * @param length how many, 0 to {@link #recordBytesMax()}
     * @return the record's position
     * @throws IllegalArgumentException if the type or the length is out of range; nothing was written
     * @throws JournalFullException if the record needs a new segment and none could be prepared; nothing was written,
     *     and the same call works once there is room
     * @throws JournalFailedException if the device refused, now or earlier
     */
    long write(int type, byte[] payload, int offset, int length);

    /**
     * Adds a record whose payload lies between the buffer's position and limit. Both are the same when this returns.
     *
     * @see #write(int, byte[], int, int)
     */
    long write(int type, ByteBuffer payload);

    /**
     * Adds one record whose payload is gathered from several places, in order.
     *
     * @see #write(int, byte[], int, int)
     */
    long write(int type, RecordParts parts);

    /**
     * Forces everything written so far to the device and sets the commit mark behind it. Costs nothing when nothing was
     * written since the last time.
     *
     * @return {@link #durablePosition()}: every record at a lower position may now be acknowledged
     * @throws JournalFailedException if the device refused, now or earlier: acknowledge nothing more
     */
    long force();

    /**
     * Forces the last commit mark, too: to be called when there is nothing else to do. A mark is otherwise forced with the
     * group behind it; until then a power loss may take the mark, though none of the records before it. Costs nothing when
     * the mark is forced already.
     *
     * @throws JournalFailedException if the device refused, now or earlier: acknowledge nothing more
     */
    void settle();

    /**
     * Whether this many more records can be written without {@link JournalFullException}. Asks for a new segment when
     * there is none, and so waits when the disk is slow, and answers no only when the disk refuses; the next call tries
     * again. Bytes should stay below {@link #groupBytesMax()}, or the answer may be no for ever.
     *
     * @param records how many records, not below 0
     * @param payloadBytes the sum of their payloads
     */
    boolean roomFor(int records, long payloadBytes);

    /** Tries to prepare the next segment if none is ready; any thread. True when there is one now. */
    boolean prepareNext();

    /** Whether the last attempt to prepare a segment failed. The current segment may still have room. */
    boolean outOfSpace();

    /** Whether the device has refused a write or a force, so that nothing more can be written before a restart. */
    boolean failed();

    /** Bytes a record's payload may have. */
    int recordBytesMax();

    /** Bytes, with {@link SegmentLayout#recordBytes} for each record, that one {@link #roomFor} can always grant. */
    long groupBytesMax();

    /** Where the next record will lie, or earlier if that one begins a new segment. The journal thread's own. */
    long writePosition();

    /** Every record below this position has been forced to the device. */
    long durablePosition();

    /** The position of the oldest record kept, or where it would be. */
    long firstPosition();

    /** The random id this data directory was born with. */
    StoreId storeId();

    /**
     * Reads the records in {@code [fromPosition, toPosition)} again, beside the running writer.
     *
     * @param fromPosition 0, or a position that came from {@code write}, {@code force} or {@code durablePosition}
     * @param toPosition the same, not above {@link #durablePosition()}
     * @throws JournalDamagedException if bytes that were promised are not as they were written
     * @throws IOException if a file cannot be read
     */
    void read(long fromPosition, long toPosition, RecordVisitor visitor) throws IOException;

    /**
     * Copies everything durable into an empty directory, beside the running writer, and reads the copy back. It opens as
     * this journal would, with the same positions. Deleting waits until it is done.
     *
     * @return the position up to which the copy goes, {@link #durablePosition()} when this was called
     * @throws IllegalArgumentException if the directory is not empty
     * @throws JournalDamagedException if bytes that were promised are not as they were written
     * @throws IOException if a file cannot be read or written; what is in the directory then does not open
     */
    long copyTo(JournalFiles target) throws IOException;

    /**
     * Deletes whole segments of which every record lies below the position; the one being written always stays.
     *
     * @param position not above {@link #durablePosition()}
     * @return how many segments were deleted
     * @throws IOException if a file could not be deleted; the journal goes on
     */
    int deleteBelow(long position) throws IOException;

    /** Forces what was written and its mark, unless the journal has failed, and lets the files and the lock go. */
    @Override
    void close() throws IOException;
}
