/**
 * Checkpoints: the state at a position as a file, so that a start need not replay the journal from its beginning, and the
 * journal need not be kept from there.
 *
 * <p>A checkpoint is made beside the live server. How far the head-ends have come is captured at one position, its own. The
 * registry, and whatever else readings do not change, follows piece by piece, beside ingest; the components in chunks, each
 * chunk at a position of its own, on the writer thread between two groups; what follows readings without being a component's
 * comes last. A start restores the file and replays the journal from the checkpoint's position on, leaving out of each batch
 * the components whose chunk was captured later than the batch. Should anything but readings change meanwhile, the checkpoint
 * is given up at once and made again later; then whatever would change more than readings waits until all is captured.
 *
 * <p>A file is written under another name, forced, read back and only then renamed. The two newest are kept, and the
 * journal from the older one's position on: damage to the newest costs time, not readings. The others, and what was given up,
 * are deleted a little at a time, so that acknowledgements find the device free.
 *
 * <p>Runs on a thread of its own, and for moments on the writer thread. May import: journal, shard, store, ingest, step.
 */
package io.tidemark.server.checkpoint;
