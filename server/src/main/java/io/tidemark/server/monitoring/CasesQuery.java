package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.cases.CaseOwner;
import io.tidemark.server.metering.review.cases.ReviewCase;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ListCasesResponse;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;

/** Cases of components. */
public final class CasesQuery implements Pieces<ListCasesResponse> {

    private static final int COMPONENTS_A_PIECE_MAX = 4_096;

    /** Cases in a piece; with histories of {@link ReviewCase#EVENTS_MAX} events a piece still fits into a message. */
    private static final int CASES_A_PIECE_MAX = 256;

    private static final int EVENTS_A_PIECE_MAX = 4_096;

    private final State state;
    private final int[] handles;
    private final Predicate<ReviewCase> wanted;
    private final boolean withHistory;
    private int next;

    /**
     * The cases of the components.
     *
     * @param isOpen null: open and resolved ones
     * @param owner null: of any owner
     */
    public CasesQuery(State state, int[] handles, Boolean isOpen, CaseOwner owner, boolean withHistory) {
        this.state = state;
        this.handles = handles;
        this.wanted = one -> (isOpen == null || one.isOpen() == isOpen)
                && (owner == null || one.followUp().owner() == owner);
        this.withHistory = withHistory;
    }

    @Override
    public ListCasesResponse next() {
        if (next >= handles.length) {
            return null;
        }
        ListCasesResponse.Builder message = ListCasesResponse.newBuilder();
        int events = 0;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0;
                    next < handles.length
                            && looked < COMPONENTS_A_PIECE_MAX
                            && message.getCasesCount() < CASES_A_PIECE_MAX
                            && events < EVENTS_A_PIECE_MAX;
                    looked++) {
                int handle = handles[next++];
                List<ReviewCase> cases = state.monitoring().cases().of(handle);
                for (int i = 0; i < cases.size(); i++) {
                    if (wanted.test(cases.get(i))) {
                        message.addCases(CaseForms.form(cases.get(i), id(handle), i + 1, withHistory));
                        events += withHistory ? cases.get(i).history().size() : 0;
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return message.build();
    }

    private String id(int handle) {
        return state.registry().components().isRegistered(handle)
                ? state.registry().components().id(handle)
                : "";
    }
}
