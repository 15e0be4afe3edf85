package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.grid.Period;
import java.time.YearMonth;

/** Something that happened to a case. The events of a case, in order, are its whole history and all of its state. */
public sealed interface CaseEvent {

    /** When, epoch milliseconds. */
    long atMillis();

    /**
     * A review found the component affected while it had no open case.
     *
     * @param month the month reviewed
     * @param missing from the first to the end of the last expected reading that was missing
     * @param contactedMonth the latest month whose review contacted anybody about an earlier case of the component; null
     *     when none did
     */
    record Opened(long atMillis, YearMonth month, Period missing, YearMonth contactedMonth) implements CaseEvent {}

    /** A review found more missing than the case was about; parameters as in {@link Opened}. */
    record FoundAgain(long atMillis, YearMonth month, Period missing) implements CaseEvent {}

    /**
     * Somebody gave it an owner and a cause.
     *
     * @param by who did
     */
    record Assigned(long atMillis, String by, CaseOwner owner, CaseCause cause) implements CaseEvent {}

    /**
     * Somebody wrote something down.
     *
     * @param by who did
     * @param text 1 to {@link #TEXT_CHARS_MAX} characters
     */
    record Noted(long atMillis, String by, String text) implements CaseEvent {

        /** The longest note. */
        public static final int TEXT_CHARS_MAX = 4_000;

        /** Checks the length. */
        public Noted {
            if (text.isBlank() || text.length() > TEXT_CHARS_MAX) {
                throw new IllegalArgumentException("a note of " + text.length() + " characters; write 1 to "
                        + TEXT_CHARS_MAX + ", not all of them blank");
            }
        }
    }

    /**
     * Nobody is to be reminded for a while.
     *
     * @param by who asked for it
     * @param untilMillis first instant at which reminders go on; one not after {@code atMillis} ends the rest at once
     */
    record Snoozed(long atMillis, String by, long untilMillis) implements CaseEvent {}

    /**
     * A review approached the owner.
     *
     * @param month the month reviewed
     * @param owner who was approached
     * @param contact FIRST or REMINDER
     * @param reminder the count, from 1; 0 for FIRST
     */
    record Contacted(long atMillis, YearMonth month, CaseOwner owner, Contact contact, int reminder)
            implements CaseEvent {}

    /** The data are there. */
    record Resolved(long atMillis) implements CaseEvent {}

    /**
     * A review listed it among those resolved since the review before.
     *
     * @param month the month reviewed
     */
    record Listed(long atMillis, YearMonth month) implements CaseEvent {}
}
