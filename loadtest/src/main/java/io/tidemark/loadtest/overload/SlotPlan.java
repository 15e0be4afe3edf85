package io.tidemark.loadtest.overload;

import io.tidemark.loadtest.wire.SampleValues;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which slots are sent when. Every phase that is compared with another has months of its own, and the warm-up sends the first
 * day of each: when a month begins for all components at once the machine hands out its memory, which takes it anything from
 * a tenth of a second to several for a gigabyte, the longest where a virtual machine has to ask its host for it. That has
 * nothing to do with an overload, and would come into one phase and not into another.
 */
final class SlotPlan {

    /** A day: what the warm-up sends in a round. */
    static final int ROUND_SLOTS = 96;

    /** Spells of ten seconds, each of which has a month of 30 days or more: those of the peak, and the overload. */
    static final int SPELLS = 3;

    /** Most slots of a spell: a month of 30 days without its first. */
    static final int SPELL_SLOTS_MAX = 29 * ROUND_SLOTS;

    /** The seconds before and after: a month without its first day. */
    static final int CALM_SLOTS = 30 * ROUND_SLOTS;

    private static final LocalDate CALM_MONTH = LocalDate.of(2024, 10, 1);
    private static final LocalDate FIRST_SPELL_MONTH = CALM_MONTH.plusMonths(1);
    private static final LocalDate WARM_UP_MONTH = LocalDate.of(2025, 3, 1);

    private SlotPlan() {}

    /** When slot 0 begins, epoch milliseconds. */
    static long startMillis() {
        return CALM_MONTH.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** First slot of a round of the warm-up, by its number. The first rounds begin the months that are needed. */
    static int warmUpSlot(int round) {
        return round <= SPELLS ? slot(CALM_MONTH.plusMonths(round)) : slot(WARM_UP_MONTH.plusDays(round - SPELLS - 1));
    }

    /** First slot of the seconds before and after. */
    static int calmSlot() {
        return slot(CALM_MONTH.plusDays(1));
    }

    /** First slot of a spell, by its number. */
    static int spellSlot(int spell) {
        return slot(FIRST_SPELL_MONTH.plusMonths(spell).plusDays(1));
    }

    private static int slot(LocalDate day) {
        long millis = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        return (int) ((millis - startMillis()) / SampleValues.SLOT_MILLIS);
    }
}
