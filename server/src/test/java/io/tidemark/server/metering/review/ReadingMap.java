package io.tidemark.server.metering.review;

import io.tidemark.server.metering.condition.ConditionClass;
import io.tidemark.server.metering.condition.ConditionCode;
import java.util.TreeMap;

/** Readings by instant with their condition codes, and the two windows through which a review sees them. */
public final class ReadingMap implements ReceivedReadings, ReadingTally {

    private final long lengthMillis;
    private final TreeMap<Long, Integer> codes = new TreeMap<>();

    /** Readings of intervals of a length; of a scalar for length 1, where every instant is a place. */
    public ReadingMap(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    public ReadingMap put(long atMillis, int code) {
        codes.put(atMillis, code);
        return this;
    }

    /** Every interval that begins in {@code [fromMillis, toMillis)}. */
    public ReadingMap fill(long fromMillis, long toMillis, int code) {
        for (long at = fromMillis; at < toMillis; at += lengthMillis) {
            put(at, code);
        }
        return this;
    }

    public ReadingMap regular(String from, String to) {
        return fill(Times.at(from), Times.at(to), ConditionCode.REGULAR);
    }

    public ReadingMap regular(String at) {
        return put(Times.at(at), ConditionCode.REGULAR);
    }

    public ReadingMap remove(String from, String to) {
        codes.subMap(Times.at(from), Times.at(to)).clear();
        return this;
    }

    public TreeMap<Long, Integer> codes() {
        return codes;
    }

    private boolean isReceived(long atMillis) {
        return ConditionCode.isActual(codes.getOrDefault(atMillis, ConditionCode.ABSENT));
    }

    @Override
    public long count(long fromMillis, long toMillis) {
        return codes.subMap(fromMillis, toMillis).values().stream()
                .filter(ConditionCode::isActual)
                .count();
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        long at = fromMillis;
        while (at < toMillis && isReceived(at)) {
            at += lengthMillis;
        }
        return Math.min(at, toMillis);
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        long at = fromMillis;
        while (at < toMillis && !isReceived(at)) {
            at += lengthMillis;
        }
        return Math.min(at, toMillis);
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        return codes.tailMap(atMillis, true).entrySet().stream()
                .filter(entry -> ConditionCode.isActual(entry.getValue()))
                .mapToLong(entry -> entry.getKey())
                .findFirst()
                .orElse(NONE_AFTER);
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        return codes.headMap(atMillis, true).descendingMap().entrySet().stream()
                .filter(entry -> ConditionCode.isActual(entry.getValue()))
                .mapToLong(entry -> entry.getKey())
                .findFirst()
                .orElse(NONE_BEFORE);
    }

    @Override
    public void add(long fromMillis, long toMillis, ReadingCounts into) {
        codes.subMap(fromMillis, toMillis).values().forEach(code -> {
            ConditionClass one = ConditionCode.classOf(code);
            into.add(
                    one == ConditionClass.REGULAR ? 1 : 0,
                    one == ConditionClass.MANUAL ? 1 : 0,
                    one == ConditionClass.ESTIMATED || one == ConditionClass.OUTAGE ? 1 : 0);
        });
    }
}
