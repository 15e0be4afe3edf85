package io.tidemark.server.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.metering.review.cases.CaseCause;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.CaseOwner;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.disturbance.DisturbanceEvent;
import io.tidemark.server.monitoring.Cases;
import io.tidemark.server.monitoring.CasesQuery;
import io.tidemark.server.monitoring.CoverageChunk;
import io.tidemark.server.monitoring.CoverageQuery;
import io.tidemark.server.monitoring.DisturbanceNotices;
import io.tidemark.server.monitoring.Disturbances;
import io.tidemark.server.monitoring.ListedPieces;
import io.tidemark.server.monitoring.MonitoringRoom;
import io.tidemark.server.monitoring.Reviews;
import io.tidemark.server.monitoring.StalledQuery;
import io.tidemark.server.monitoring.delivery.Delivery;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.AssignCaseRequest;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.ChangeCaseResponse;
import io.tidemark.v1.ChangeDisturbanceBannerRequest;
import io.tidemark.v1.ChangeDisturbanceResponse;
import io.tidemark.v1.CloseDisturbanceRequest;
import io.tidemark.v1.CoverageBucket;
import io.tidemark.v1.DetectDisturbancesRequest;
import io.tidemark.v1.DetectDisturbancesResponse;
import io.tidemark.v1.DisturbanceNotice;
import io.tidemark.v1.DropMessageRequest;
import io.tidemark.v1.DropMessageResponse;
import io.tidemark.v1.EnterReadingsRequest;
import io.tidemark.v1.EnterReadingsResponse;
import io.tidemark.v1.GetReviewRequest;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.ListCasesResponse;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.ListDisturbancesResponse;
import io.tidemark.v1.ListEntriesRequest;
import io.tidemark.v1.ListEntriesResponse;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.ListMessagesResponse;
import io.tidemark.v1.ListReviewsRequest;
import io.tidemark.v1.ListReviewsResponse;
import io.tidemark.v1.ListStalledRequest;
import io.tidemark.v1.ListStalledResponse;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.NoteCaseRequest;
import io.tidemark.v1.OpenDisturbanceRequest;
import io.tidemark.v1.ReadCoverageRequest;
import io.tidemark.v1.RetryMessageRequest;
import io.tidemark.v1.RetryMessageResponse;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.SnoozeCaseRequest;
import io.tidemark.v1.WatchDisturbancesRequest;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The monitoring service; {@link #definition} has all of it. */
public final class MonitoringGrpc extends MonitoringServiceGrpc.MonitoringServiceImplBase {

    private static final int BY_CHARS_MAX = Reviews.BY_CHARS_MAX;
    private static final int REVIEWS_MAX = 1_000;
    private static final int REVIEWS_USUAL = 100;
    private static final int DISTURBANCES_MAX = 10_000;
    private static final int DISTURBANCES_USUAL = 1_000;

    private final QueryRoom queries;
    private final MonitoringRoom room;
    private final HandReadingsForm entries;
    private final OutboxForm outbox;

    /** The service over these rooms. */
    public MonitoringGrpc(QueryRoom queries, MonitoringRoom room, Delivery delivery) {
        this.queries = queries;
        this.room = room;
        this.entries = new HandReadingsForm(queries, room);
        this.outbox = new OutboxForm(queries, delivery);
    }

    /** The service as a gRPC server takes it: coverage goes out as the bytes it lies in. */
    public ServerServiceDefinition definition() {
        return WireMethods.replaced(
                bindService(),
                MonitoringServiceGrpc.getServiceDescriptor(),
                WireMethods.of(MonitoringServiceGrpc.getReadCoverageMethod()),
                this::coverage);
    }

    private void coverage(ReadCoverageRequest request, StreamObserver<CoverageChunk> responses) {
        Instants.Range range = Instants.range(request.hasRange() ? request.getRange() : null, "range");
        ZoneId zone = request.hasCalendar() ? DeltaForms.zone(request.getCalendar()) : null;
        CoverageQuery.Question question = new CoverageQuery.Question(
                range.fromMillis(),
                range.toMillis(),
                by(request.getBy()),
                zone,
                atOrNow(request.hasAt() ? request.getAt() : null));
        queries.answer(
                request.getAtLeast(),
                responses,
                () -> new CoverageQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        question,
                        queries.limits().chunkValuesMax()));
    }

    private static CoverageBuckets.By by(CoverageBucket bucket) {
        return switch (bucket) {
            case COVERAGE_BUCKET_UNSPECIFIED, COVERAGE_BY_DAY -> CoverageBuckets.By.DAY;
            case COVERAGE_BY_MONTH -> CoverageBuckets.By.MONTH;
            case UNRECOGNIZED ->
                throw Refusal.invalid("UNKNOWN_VALUE", "by", "unknown", "choose COVERAGE_BY_DAY or COVERAGE_BY_MONTH");
        };
    }

    private long atOrNow(Timestamp at) {
        return at == null ? room.clock().millis() : Instants.millis(at, "at");
    }

    @Override
    public void listStalled(ListStalledRequest request, StreamObserver<ListStalledResponse> responses) {
        long at = atOrNow(request.hasAt() ? request.getAt() : null);
        queries.answer(
                request.getAtLeast(),
                responses,
                () -> new StalledQuery(room.state(), Selections.handles(room.state(), request.getSelection()), at));
    }

    @Override
    public void review(ReviewRequest request, StreamObserver<ReviewChunk> responses) {
        YearMonth month = Reviews.month(request.getMonth(), "month");
        long at = atOrNow(request.hasAt() ? request.getAt() : null);
        String by = Texts.optional(request.getBy(), "by", BY_CHARS_MAX);
        queries.answerLater(
                request.getAtLeast(),
                responses,
                () -> room.reviews().review(month, at, request.getDryRun(), by).thenApply(ListedPieces::new));
    }

    @Override
    public void listReviews(ListReviewsRequest request, StreamObserver<ListReviewsResponse> responses) {
        String month = request.getMonth().isEmpty()
                ? ""
                : Reviews.month(request.getMonth(), "month").toString();
        int max = Texts.count(request.getReviewsMax(), "reviews_max", REVIEWS_USUAL, REVIEWS_MAX);
        queries.answer(
                ByteString.EMPTY,
                responses,
                () -> new ListedPieces<>(List.of(ListReviewsResponse.newBuilder()
                        .addAllReviews(room.reviews().list(month, max))
                        .build())));
    }

    @Override
    public void getReview(GetReviewRequest request, StreamObserver<ReviewChunk> responses) {
        List<ReviewChunk> chunks = room.reviews().get(request.getNumber());
        queries.answer(ByteString.EMPTY, responses, () -> new ListedPieces<>(chunks));
    }

    @Override
    public void listCases(ListCasesRequest request, StreamObserver<ListCasesResponse> responses) {
        CaseOwner owner = owner(request.getOwner());
        Boolean isOpen = switch (request.getFilter()) {
            case CASE_FILTER_UNSPECIFIED, CASE_FILTER_OPEN -> Boolean.TRUE;
            case CASE_FILTER_RESOLVED -> Boolean.FALSE;
            case CASE_FILTER_ALL -> null;
            case UNRECOGNIZED ->
                throw Refusal.invalid(
                        "UNKNOWN_VALUE",
                        "filter",
                        request.getFilterValue(),
                        "choose " + CaseFilter.CASE_FILTER_OPEN + ", " + CaseFilter.CASE_FILTER_RESOLVED + " or "
                                + CaseFilter.CASE_FILTER_ALL);
        };
        queries.answer(
                request.getAtLeast(),
                responses,
                () -> new CasesQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        isOpen,
                        owner,
                        request.getWithHistory()));
    }

    private static CaseOwner owner(io.tidemark.v1.CaseOwner owner) {
        if (owner == io.tidemark.v1.CaseOwner.UNRECOGNIZED) {
            throw Refusal.invalid(
                    "UNKNOWN_VALUE",
                    "owner",
                    "unknown",
                    "choose CASE_OWNER_INTERNAL, CASE_OWNER_PROVIDER or CASE_OWNER_CUSTOMER");
        }
        return CaseForms.owner(owner);
    }

    private static CaseCause cause(io.tidemark.v1.CaseCause cause) {
        if (cause == io.tidemark.v1.CaseCause.UNRECOGNIZED) {
            throw Refusal.invalid("UNKNOWN_VALUE", "cause", "unknown", "choose one of the causes of the contract");
        }
        return CaseForms.cause(cause);
    }

    @Override
    public void assignCase(AssignCaseRequest request, StreamObserver<ChangeCaseResponse> responses) {
        CaseOwner owner = owner(request.getOwner());
        CaseCause cause = cause(request.getCause());
        if (owner == null && cause == null) {
            throw Refusal.invalid("MISSING_FIELD", "owner", "not set", "give the case an owner, a cause, or both");
        }
        String by = Texts.optional(request.getBy(), "by", BY_CHARS_MAX);
        changed(responses, room.cases().assign(request.getComponent(), owner, cause, by));
    }

    @Override
    public void noteCase(NoteCaseRequest request, StreamObserver<ChangeCaseResponse> responses) {
        String text = Texts.required(request.getText(), "text", CaseEvent.Noted.TEXT_CHARS_MAX);
        String by = Texts.optional(request.getBy(), "by", BY_CHARS_MAX);
        changed(responses, room.cases().note(request.getComponent(), text, by));
    }

    @Override
    public void snoozeCase(SnoozeCaseRequest request, StreamObserver<ChangeCaseResponse> responses) {
        long until = Instants.millis(request.hasUntil() ? request.getUntil() : null, "until");
        String by = Texts.optional(request.getBy(), "by", BY_CHARS_MAX);
        changed(responses, room.cases().snooze(request.getComponent(), until, by));
    }

    private void changed(StreamObserver<ChangeCaseResponse> responses, CompletableFuture<Cases.Changed> change) {
        Replies.later(
                responses,
                change.thenApply(done -> ChangeCaseResponse.newBuilder()
                        .setCase(done.after())
                        .setPosition(queries.tokens().of(done.position()))
                        .build()));
    }

    @Override
    public void detectDisturbances(
            DetectDisturbancesRequest request, StreamObserver<DetectDisturbancesResponse> responses) {
        long at = atOrNow(request.hasAt() ? request.getAt() : null);
        queries.answerLater(
                request.getAtLeast(),
                responses,
                () -> room.disturbances()
                        .detect(at)
                        .thenApply(open -> new ListedPieces<>(List.of(DetectDisturbancesResponse.newBuilder()
                                .addAllOpen(open)
                                .build()))));
    }

    @Override
    public void listDisturbances(ListDisturbancesRequest request, StreamObserver<ListDisturbancesResponse> responses) {
        int max = Texts.count(request.getDisturbancesMax(), "disturbances_max", DISTURBANCES_USUAL, DISTURBANCES_MAX);
        queries.answer(
                ByteString.EMPTY,
                responses,
                () -> new ListedPieces<>(List.of(ListDisturbancesResponse.newBuilder()
                        .addAllDisturbances(room.disturbances().list(request.getProvider(), request.getOpenOnly(), max))
                        .build())));
    }

    @Override
    public void openDisturbance(OpenDisturbanceRequest request, StreamObserver<ChangeDisturbanceResponse> responses) {
        long from = request.hasFrom()
                ? Instants.millis(request.getFrom(), "from")
                : room.clock().millis();
        String banner = banner(request.getBanner());
        String by = Texts.required(request.getBy(), "by", BY_CHARS_MAX);
        disturbed(responses, room.disturbances().open(request.getProvider(), from, banner, by));
    }

    @Override
    public void changeDisturbanceBanner(
            ChangeDisturbanceBannerRequest request, StreamObserver<ChangeDisturbanceResponse> responses) {
        String banner = banner(request.getBanner());
        String by = Texts.required(request.getBy(), "by", BY_CHARS_MAX);
        disturbed(responses, room.disturbances().changeBanner(request.getProvider(), banner, by));
    }

    @Override
    public void closeDisturbance(CloseDisturbanceRequest request, StreamObserver<ChangeDisturbanceResponse> responses) {
        String by = Texts.required(request.getBy(), "by", BY_CHARS_MAX);
        disturbed(responses, room.disturbances().close(request.getProvider(), by));
    }

    private static String banner(String banner) {
        return Texts.required(banner, "banner", DisturbanceEvent.BANNER_CHARS_MAX);
    }

    private void disturbed(
            StreamObserver<ChangeDisturbanceResponse> responses, CompletableFuture<Disturbances.Changed> change) {
        Replies.later(
                responses,
                change.thenApply(done -> ChangeDisturbanceResponse.newBuilder()
                        .setDisturbance(done.after())
                        .setPosition(queries.tokens().of(done.position()))
                        .build()));
    }

    @Override
    public void watchDisturbances(WatchDisturbancesRequest request, StreamObserver<DisturbanceNotice> responses) {
        queries.watch(responses, wake -> new DisturbanceNotices(room.state(), request.getProvider(), wake));
    }

    @Override
    public void enterReadings(EnterReadingsRequest request, StreamObserver<EnterReadingsResponse> responses) {
        entries.enter(request, responses);
    }

    @Override
    public void listEntries(ListEntriesRequest request, StreamObserver<ListEntriesResponse> responses) {
        entries.list(request, responses);
    }

    @Override
    public void listMessages(ListMessagesRequest request, StreamObserver<ListMessagesResponse> responses) {
        outbox.list(request, responses);
    }

    @Override
    public void retryMessage(RetryMessageRequest request, StreamObserver<RetryMessageResponse> responses) {
        outbox.retry(request, responses);
    }

    @Override
    public void dropMessage(DropMessageRequest request, StreamObserver<DropMessageResponse> responses) {
        outbox.drop(request, responses);
    }
}
