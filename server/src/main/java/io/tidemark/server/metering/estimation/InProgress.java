package io.tidemark.server.metering.estimation;

/**
 * Something that has been asked for and is not settled: an initial measurement that is neither finalised nor discarded
 * (pending, in error or an exception), or an open To Do.
 *
 * @param kind which of the two
 * @param id its number, for whoever asks what covers a gap
 * @param fromMillis beginning of its period; for a scalar its instant
 * @param toMillis end of its period, exclusive; for a scalar its instant
 */
public record InProgress(OutcomeKind kind, long id, long fromMillis, long toMillis) {

    /** Whether it keeps a type that creates this from asking again; an open To Do does so only where To Dos are all it asks for. */
    boolean countsFor(Creation create) {
        return kind == OutcomeKind.INITIAL_MEASUREMENT || create == Creation.TO_DO;
    }
}
