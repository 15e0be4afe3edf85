package io.tidemark.server.monitoring.record;

import io.tidemark.journal.v1.ReviewPart;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The reviews that were made, whole, by number. A review comes in parts; before the last of them has come it is none, and
 * the parts of one that was broken off by a crash are dropped when the next begins.
 */
public final class ReviewBook {

    /** Reviews that are kept; with one more the oldest goes. Twenty years of monthly ones, each made three times. */
    public static final int REVIEWS_MAX = 720;

    private final TreeMap<Long, List<ReviewChunk>> kept = new TreeMap<>();
    private final List<ReviewPart> draft = new ArrayList<>();
    private long next = 1;

    ReviewBook() {}

    /** Takes a part; all parts of the review when this one completes it, else none. */
    List<ReviewPart> add(ReviewPart part) {
        if (part.getIndex() == 0) {
            draft.clear();
        }
        draft.add(part);
        if (!part.getCompletes()) {
            return List.of();
        }
        List<ReviewPart> whole = List.copyOf(draft);
        draft.clear();
        keep(part.getNumber(), whole.stream().map(ReviewPart::getShown).toList());
        return whole;
    }

    private void keep(long number, List<ReviewChunk> chunks) {
        kept.put(number, chunks);
        next = Math.max(next, number + 1);
        if (kept.size() > REVIEWS_MAX) {
            kept.pollFirstEntry();
        }
    }

    /** Takes a kept review from a checkpoint, piece by piece. */
    void restore(ReviewPart part) {
        List<ReviewChunk> chunks = new ArrayList<>(kept.getOrDefault(part.getNumber(), List.of()));
        chunks.add(part.getShown());
        keep(part.getNumber(), List.copyOf(chunks));
    }

    void restoreNext(long number) {
        next = Math.max(next, number);
    }

    /** The number of the next review. */
    public long nextNumber() {
        return next;
    }

    /** A review in the pieces in which it is answered; null when there is none of that number. */
    public List<ReviewChunk> get(long number) {
        return kept.get(number);
    }

    /** Reviews in numbers, latest first, at most so many; of one month, or of all when it is empty. */
    public List<ReviewSummary> list(String month, int countMax) {
        return kept.descendingMap().values().stream()
                .map(chunks -> chunks.get(0).getSummary())
                .filter(summary -> month.isEmpty() || month.equals(summary.getMonth()))
                .limit(countMax)
                .toList();
    }

    /** Whether the schedule has had a month reviewed, or anyone for real. */
    public boolean isReviewed(String month) {
        return !list(month, 1).isEmpty();
    }

    void writeSnapshot(Consumer<ReviewPart> out) {
        kept.forEach((number, chunks) -> {
            for (int i = 0; i < chunks.size(); i++) {
                out.accept(ReviewPart.newBuilder()
                        .setNumber(number)
                        .setIndex(i)
                        .setShown(chunks.get(i))
                        .build());
            }
        });
    }

    /** The parts of a review that is not complete yet: they are given back in this order, and the rest follows. */
    void writeDraft(Consumer<ReviewPart> out) {
        draft.forEach(out);
    }
}
