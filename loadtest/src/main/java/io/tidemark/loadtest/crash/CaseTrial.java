package io.tidemark.loadtest.crash;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.CaseEvent;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.ListCasesResponse;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.MonitoringServiceGrpc.MonitoringServiceBlockingStub;
import io.tidemark.v1.NoteCaseRequest;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.StreamCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes one note after the other, each with the case of the next component. The cases come from a review of a month in
 * which nothing was received; it is answered before the first kill, so every case must be there ever after.
 */
final class CaseTrial implements Trial {

    private static final String MONTH = "2001-01";
    private static final Instant REVIEWED_AT = Instant.parse("2001-02-15T08:00:00Z");
    private static final String BY = "crash test";

    private final int components;

    /** Cases of so many components. */
    CaseTrial(int components) {
        this.components = components;
    }

    @Override
    public void prepare(TidemarkClient client) {
        TidemarkClient.call(() -> {
            monitoring(client)
                    .review(ReviewRequest.newBuilder()
                            .setMonth(MONTH)
                            .setAt(Times.timestamp(REVIEWED_AT))
                            .setBy(BY)
                            .build())
                    .forEachRemaining(piece -> {});
            return null;
        });
        if (cases(client).size() != components) {
            throw new IllegalStateException("the review opened " + cases(client).size() + " cases, not " + components);
        }
    }

    @Override
    public void apply(TidemarkClient client, long number) {
        TidemarkClient.call(() -> monitoring(client)
                .noteCase(NoteCaseRequest.newBuilder()
                        .setComponent(component(number))
                        .setText(text(number))
                        .setBy(BY)
                        .build()));
    }

    @Override
    public long count(TidemarkClient client) {
        TreeMap<String, StreamCase> cases = cases(client);
        if (cases.size() != components) {
            throw new CrashFault("there are " + cases.size() + " cases of the review that opened " + components);
        }
        BitSet found = new BitSet();
        cases.forEach((component, one) -> {
            long before = 0;
            for (CaseEvent event : one.getHistoryList()) {
                if (event.hasNoted()) {
                    long number = Long.parseLong(event.getNoted().getText().replaceAll("\\D", ""));
                    boolean isAsMade = event.getNoted().getText().equals(text(number))
                            && event.getNoted().getBy().equals(BY)
                            && component(number).equals(component);
                    if (!isAsMade || number <= before) {
                        throw new CrashFault("the case of " + component + " has, behind note " + before + ", "
                                + event.getNoted().getText());
                    }
                    before = number;
                    found.set((int) number);
                }
            }
        });
        long count = found.cardinality();
        if (found.length() > count + 1) {
            throw new CrashFault("of " + count + " notes with cases, number " + found.nextClearBit(1) + " is missing");
        }
        return count;
    }

    private static TreeMap<String, StreamCase> cases(TidemarkClient client) {
        return TidemarkClient.call(() -> {
            List<StreamCase> all = new ArrayList<>();
            Iterator<ListCasesResponse> pieces = monitoring(client)
                    .listCases(ListCasesRequest.newBuilder()
                            .setSelection(Select.all())
                            .setFilter(CaseFilter.CASE_FILTER_ALL)
                            .setWithHistory(true)
                            .build());
            pieces.forEachRemaining(piece -> all.addAll(piece.getCasesList()));
            TreeMap<String, StreamCase> byComponent = new TreeMap<>();
            for (StreamCase one : all) {
                // Those of other months are opened by the schedule.
                if (one.getOpenedForMonth().equals(MONTH) && byComponent.put(one.getComponent(), one) != null) {
                    throw new CrashFault(one.getComponent() + " has two cases of one review");
                }
            }
            return byComponent;
        });
    }

    private static MonitoringServiceBlockingStub monitoring(TidemarkClient client) {
        return client.stub(MonitoringServiceGrpc::newBlockingStub);
    }

    private String component(long number) {
        return "crash-" + number % components;
    }

    private static String text(long number) {
        return "note " + number;
    }
}
