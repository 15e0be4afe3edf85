/**
 * The write-ahead journal: the one place where state is kept for good. Everything else in the data directory can be
 * made again from it.
 *
 * <p><b>What it is.</b> A directory of preallocated segments, one continuous space of byte positions over all of them
 * ({@link io.tidemark.server.journal.SegmentLayout} draws it). A record is framed, aligned and under CRC-32C. Records
 * are written in groups; a group is forced to the device, and then a small <em>commit mark</em> is written behind it,
 * before anybody is told. So whatever was acknowledged has a mark behind it. That is how recovery tells a torn tail,
 * which nobody was promised, from a rotten middle, which somebody was:
 *
 * <ul>
 *   <li>bad bytes and no mark after them: torn, cut and reported;
 *   <li>bad bytes and a mark after them: rotten, the start stops and names file and offset.
 * </ul>
 *
 * <p><b>Life.</b> {@link io.tidemark.server.journal.JournalDirectory} opens the directory under a lock, replays it once
 * into a visitor and then turns into a {@link io.tidemark.server.journal.Journal} that goes on where the replay ended.
 *
 * <p><b>Threads.</b> One thread, the caller's journal thread, writes and forces. Segments are prepared ahead on the
 * executor the caller gives. Positions and states may be read by anyone. The journal thread must never be interrupted:
 * an interrupt closes the file under it, and the journal has then failed until the next start.
 *
 * <p><b>When the device fails.</b> After a failed write or force the kernel may have forgotten which pages were dirty,
 * so nothing can be promised any more: the journal is failed for good, until a restart reads it again. A full disk is no
 * failure: it is noticed while a segment is prepared, before a byte of any record is written.
 *
 * <p><b>The machine's cache.</b> Segments are written past it, in whole blocks ({@link io.tidemark.server.journal.BlockFile}),
 * where the file system can do that; everything is read through it, and what a start mends of the end is written through it.
 *
 * <p><b>Imports.</b> java.base, {@code step} and, for writing past the cache, the one option of {@code com.sun.nio.file}. All file access goes through {@link io.tidemark.server.journal.JournalFiles}; the
 * disk's own implementation of it is the only code of the server that forces a file.
 */
package io.tidemark.server.journal;
