package io.tidemark.server.metering.condition;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names for condition codes: the built-in ones and those an installation adds.
 *
 * <p>A table never decides what a code means for the rules; that follows from its range ({@link ConditionCode}). It can
 * therefore be changed at any time without changing an answer. Immutable.
 */
public final class ConditionTable {

    /** How many names a table holds at most. */
    public static final int NAMES_MAX = 10_000;

    private static final ConditionTable STANDARD = new ConditionTable(new TreeMap<>(Map.ofEntries(
            Map.entry(ConditionCode.MISSING, "Missing"),
            Map.entry(ConditionCode.NO_READ_DISCONNECTED, "No Read - Disconnected"),
            Map.entry(ConditionCode.NO_READ_SUPPRESSED, "No Read - Suppressed"),
            Map.entry(ConditionCode.OUTAGE_ZERO_FILLED, "Outage - Zero Filled"),
            Map.entry(ConditionCode.ESTIMATED_INTERPOLATION, "Estimated - Interpolation"),
            Map.entry(ConditionCode.ESTIMATED_LIKE_DAY, "Estimated - Like Day"),
            Map.entry(ConditionCode.ESTIMATED_SCALED_TO_REGISTER, "Estimated - Scaled to Register"),
            Map.entry(ConditionCode.ESTIMATED_FROM_HISTORY, "Estimated - History"),
            Map.entry(ConditionCode.ESTIMATED_PRORATION, "Estimated - Proration or Intervals"),
            Map.entry(ConditionCode.ESTIMATED_ELSEWHERE, "Estimated Elsewhere"),
            Map.entry(ConditionCode.REGULAR, "Regular"),
            Map.entry(ConditionCode.MANUAL, "Entered or Edited"))));

    private final SortedMap<Integer, String> names;

    private ConditionTable(SortedMap<Integer, String> names) {
        this.names = Collections.unmodifiableSortedMap(names);
    }

    /** The codes that Tidemark gives and knows by name. */
    public static ConditionTable standard() {
        return STANDARD;
    }

    /**
     * This table with more names; a code that already has one is renamed.
     *
     * @throws IllegalArgumentException when a number is no condition code, a name is blank, or the table would hold more
     *     than {@link #NAMES_MAX} names
     */
    public ConditionTable with(Map<Integer, String> more) {
        SortedMap<Integer, String> all = new TreeMap<>(names);
        more.forEach((code, name) -> {
            if (!ConditionCode.isValid(code)) {
                throw new IllegalArgumentException("condition code " + code + " lies outside " + ConditionCode.CODE_MIN
                        + " to " + ConditionCode.CODE_MAX + "; give it a number in the range of its class");
            }
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("condition code " + code + " has a blank name; name it");
            }
            all.put(code, name);
        });
        if (all.size() > NAMES_MAX) {
            throw new IllegalArgumentException(
                    all.size() + " condition codes are more than " + NAMES_MAX + "; leave out those no one sends");
        }
        return new ConditionTable(all);
    }

    /** The name of a code; a code without one is named by its class and number, such as {@code ESTIMATED 302007}. */
    public String nameOf(int code) {
        String name = names.get(code);
        return name != null ? name : ConditionCode.classOf(code) + " " + code;
    }

    /** All names by code, ascending; unmodifiable. */
    public SortedMap<Integer, String> names() {
        return names;
    }
}
