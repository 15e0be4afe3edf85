package io.tidemark.client.cli.csv;

import io.tidemark.v1.RejectionReason;

/** What a rejects file says of a reading that the server refused: the rule it broke, and what to do. */
final class RejectionWords {

    private RejectionWords() {}

    static String of(RejectionReason reason) {
        return switch (reason) {
            case UNKNOWN_COMPONENT -> "no such component: register it, or use --create-type";
            case OFF_GRID ->
                "no interval of the component begins at this time: its type tells their length; do the file's"
                        + " times tell when intervals end (--interval-ending), or are they another zone's?";
            case TOO_FAR_IN_FUTURE ->
                "later than the server's clock and what it allows ahead of it"
                        + " (ingest.futureHoursMax, 48 hours by default)";
            case TOO_FAR_IN_PAST -> "before 1900-01-01T00:00:00Z, the earliest time that is kept";
            case NOT_FINITE -> "an interval's value must be a finite number";
            case ESTIMATE_BELOW_ACTUAL -> "an estimate does not replace the actual or manual reading that is there";
            case BAD_CONDITION -> "a condition code lies between 100000 and 999999";
            case BEFORE_RETENTION -> "the server keeps nothing of that month any more (store.retentionMonths)";
            case TOO_DENSE -> "the component has 2,097,152 readings in this month, as many as a month may hold";
            default -> "refused by the server";
        };
    }
}
