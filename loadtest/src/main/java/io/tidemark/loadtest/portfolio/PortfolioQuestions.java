package io.tidemark.loadtest.portfolio;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.CoverageBucket;
import io.tidemark.v1.DetectDisturbancesRequest;
import io.tidemark.v1.DetectDisturbancesResponse;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.ListStalledRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ReadCoverageRequest;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.ReviewSummary;
import io.tidemark.v1.RunEstimationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is asked of all components at once. Each answer is read to its end and compared with what is missing. */
final class PortfolioQuestions {

    private final TidemarkClient client;
    private final PortfolioPlan plan;
    private final String type;
    private final String componentPrefix;

    /** An answer in short. */
    record Answer(String found, boolean asExpected) {}

    PortfolioQuestions(TidemarkClient client, PortfolioPlan plan, PortfolioEntities entities) {
        this.client = client;
        this.plan = plan;
        this.type = entities.typeId();
        this.componentPrefix = entities.componentPrefix();
    }

    /**
     * A run of periodic estimation.
     *
     * @param gaps gaps it is to find
     * @param created initial measurements it is to create, or would create
     */
    Answer estimation(boolean dryRun, long gaps, long created) {
        RunEstimationRequest request = RunEstimationRequest.newBuilder()
                .setSelection(Select.ofType(type))
                .setProcessTime(Times.timestamp(plan.lookedAt()))
                .setDryRun(dryRun)
                .setWithoutSkipped(true)
                .build();
        EstimationRun run = EstimationRun.getDefaultInstance();
        try (var answer = client.estimation().run(request).open()) {
            while (answer.hasNext()) {
                run = answer.next().getSummary();
            }
        }
        return new Answer(
                words(
                        "%,d scanned, %,d not due, %,d gaps, %,d asked for",
                        run.getScanned(), run.getSkippedNotDue(), run.getGaps(), run.getInitialMeasurements()),
                run.getScanned() == plan.components()
                        && run.getGaps() == gaps
                        && run.getInitialMeasurements() == created);
    }

    /** Coverage by local day of all that was loaded, every count of it compared. */
    Answer coverage() {
        ReadCoverageRequest request = ReadCoverageRequest.newBuilder()
                .setSelection(Select.ofType(type))
                .setRange(Times.range(Instant.ofEpochMilli(plan.startMillis()), plan.end()))
                .setBy(CoverageBucket.COVERAGE_BY_DAY)
                .setAt(Times.timestamp(plan.lookedAt()))
                .build();
        CoverageCheck check = new CoverageCheck(plan, componentPrefix);
        try (var answer = client.query(MonitoringServiceGrpc.getReadCoverageMethod(), request, List::of)
                .open()) {
            answer.forEachRemaining(check::take);
        }
        return new Answer(
                words(
                        "%,d days of components, %,d expected, %,d missing",
                        check.rows(), check.expected(), check.missing()),
                check.isAsExpected());
    }

    /** The streams that stand still: none does. */
    Answer stalled() {
        ListStalledRequest request = ListStalledRequest.newBuilder()
                .setSelection(Select.ofType(type))
                .setAt(Times.timestamp(plan.lookedAt()))
                .build();
        long stalled = 0;
        try (var answer = client.query(MonitoringServiceGrpc.getListStalledMethod(), request, List::of)
                .open()) {
            while (answer.hasNext()) {
                stalled += answer.next().getHandleCount();
            }
        }
        return new Answer(words("%,d stand still", stalled), stalled == 0);
    }

    /** A review of the month over everything that is registered. */
    Answer review(boolean dryRun, long affected) {
        ReviewRequest request = ReviewRequest.newBuilder()
                .setMonth(plan.month().toString())
                .setAt(Times.timestamp(plan.lookedAt()))
                .setDryRun(dryRun)
                .setBy("load test")
                .build();
        ReviewSummary summary = ReviewSummary.getDefaultInstance();
        try (var answer = client.query(MonitoringServiceGrpc.getReviewMethod(), request, List::of)
                .open()) {
            while (answer.hasNext()) {
                var chunk = answer.next();
                if (chunk.hasSummary()) {
                    summary = chunk.getSummary();
                }
            }
        }
        return new Answer(
                words(
                        "%,d looked at, %,d affected, %,d messages",
                        summary.getComponents(), summary.getAffected(), summary.getMessages()),
                summary.getAffected() == affected);
    }

    /** A pass of the watch while everything comes in, or so late that nothing does any more. */
    Answer disturbances(Instant at, int disturbed) {
        DetectDisturbancesRequest request = DetectDisturbancesRequest.newBuilder()
                .setAt(Times.timestamp(at))
                .build();
        DetectDisturbancesResponse answer = TidemarkClient.call(
                () -> client.stub(MonitoringServiceGrpc::newBlockingStub).detectDisturbances(request));
        return new Answer(words("%,d providers disturbed", answer.getOpenCount()), answer.getOpenCount() == disturbed);
    }

    private static String words(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
