package io.tidemark.server.grpc;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.estimation.run.EstimationDesk;
import io.tidemark.server.estimation.run.EstimationPieces;
import io.tidemark.server.estimation.run.EstimationRuns;
import io.tidemark.server.estimation.run.Explanations;
import io.tidemark.server.estimation.run.FillPieces;
import io.tidemark.server.estimation.run.KeptPieces;
import io.tidemark.server.estimation.run.RunOptions;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.AssignToDoRequest;
import io.tidemark.v1.AssignToDoResponse;
import io.tidemark.v1.CancelEstimationRunRequest;
import io.tidemark.v1.CancelEstimationRunResponse;
import io.tidemark.v1.CloseToDoRequest;
import io.tidemark.v1.CloseToDoResponse;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.CreateInitialMeasurementResponse;
import io.tidemark.v1.DiscardInitialMeasurementRequest;
import io.tidemark.v1.DiscardInitialMeasurementResponse;
import io.tidemark.v1.EstimationServiceGrpc;
import io.tidemark.v1.ExplainEstimationRequest;
import io.tidemark.v1.ExplainEstimationResponse;
import io.tidemark.v1.ExplainValueRequest;
import io.tidemark.v1.ExplainValueResponse;
import io.tidemark.v1.FillInitialMeasurementsRequest;
import io.tidemark.v1.FillInitialMeasurementsResponse;
import io.tidemark.v1.FinalizeInitialMeasurementRequest;
import io.tidemark.v1.FinalizeInitialMeasurementResponse;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.InitialMeasurementName;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ListEstimationRunsRequest;
import io.tidemark.v1.ListEstimationRunsResponse;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import io.tidemark.v1.ListToDosRequest;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import io.tidemark.v1.ToDo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The estimation service. */
public final class EstimationGrpc extends EstimationServiceGrpc.EstimationServiceImplBase {

    private static final Instant PROCESS_TIME_MIN = Instant.parse("1990-01-01T00:00:00Z");
    private static final int RUNS_A_PAGE = 100;
    private static final int RUNS_A_PAGE_MAX = 1_000;

    private final QueryRoom room;
    private final EstimationRuns runs;
    private final EstimationDesk desk;
    private final Clock clock;
    private final Duration ahead;

    /**
     * The service over these runs.
     *
     * @param ahead how far ahead of the clock a process date/time may lie
     */
    public EstimationGrpc(QueryRoom room, EstimationRuns runs, Clock clock, Duration ahead) {
        this.room = room;
        this.runs = runs;
        this.desk = new EstimationDesk(runs);
        this.clock = clock;
        this.ahead = ahead;
    }

    @Override
    public void runEstimation(RunEstimationRequest request, StreamObserver<RunEstimationResponse> responses) {
        if (request.getDryRun() && request.getFill()) {
            throw Refusal.invalid(
                    "FIELD_DOES_NOT_APPLY",
                    "fill",
                    true,
                    "a dry run creates nothing to fill; leave out one of the two");
        }
        Timestamp process = request.hasProcessTime() ? request.getProcessTime() : null;
        Timestamp system = request.hasSystemTime() ? request.getSystemTime() : process;
        RunOptions options = new RunOptions(
                time(process, "process_time"),
                time(system, "system_time"),
                request.getDryRun(),
                request.getFill(),
                request.getWithoutSkipped(),
                false);
        room.answer(
                request.getAtLeast(),
                responses,
                wake -> new EstimationPieces(
                        runs, options, Selections.handles(room.state(), request.getSelection()), wake));
    }

    private long time(Timestamp given, String field) {
        if (given == null) {
            return clock.millis();
        }
        long millis = Instants.millis(given, field);
        Instant latest = Instant.ofEpochMilli(clock.millis()).plus(ahead);
        boolean isTooEarly = millis < PROCESS_TIME_MIN.toEpochMilli();
        if (isTooEarly || millis > latest.toEpochMilli()) {
            throw Refusal.invalid(
                            "PROCESS_TIME_OUT_OF_RANGE",
                            field,
                            Instant.ofEpochMilli(millis),
                            "it must lie from " + PROCESS_TIME_MIN + " to " + ahead.toHours()
                                    + " hours ahead of the server's clock, which is "
                                    + Instant.ofEpochMilli(clock.millis()))
                    .with("limit", isTooEarly ? PROCESS_TIME_MIN : latest);
        }
        return millis;
    }

    @Override
    public void listEstimationRuns(
            ListEstimationRunsRequest request, StreamObserver<ListEstimationRunsResponse> responses) {
        int size = request.getPageSize();
        if (size < 0 || size > RUNS_A_PAGE_MAX) {
            throw Refusal.invalid(
                    "BAD_PAGE_SIZE",
                    "page_size",
                    Integer.toUnsignedString(size),
                    "choose 1 to " + RUNS_A_PAGE_MAX + ", or 0 for " + RUNS_A_PAGE);
        }
        long before = request.getBeforeRun() == 0 ? Long.MAX_VALUE : request.getBeforeRun();
        responses.onNext(underLock(() -> ListEstimationRunsResponse.newBuilder()
                .addAllRuns(room.state().estimation().runs().newestBefore(before, size == 0 ? RUNS_A_PAGE : size))
                .build()));
        responses.onCompleted();
    }

    @Override
    public void cancelEstimationRun(
            CancelEstimationRunRequest request, StreamObserver<CancelEstimationRunResponse> responses) {
        runs.cancel(request.getRun());
        responses.onNext(CancelEstimationRunResponse.getDefaultInstance());
        responses.onCompleted();
    }

    @Override
    public void explainEstimation(
            ExplainEstimationRequest request, StreamObserver<ExplainEstimationResponse> responses) {
        Timestamp process = request.hasProcessTime() ? request.getProcessTime() : null;
        Timestamp system = request.hasSystemTime() ? request.getSystemTime() : process;
        RunOptions options =
                new RunOptions(time(process, "process_time"), time(system, "system_time"), true, false, false, false);
        room.answer(
                request.getAtLeast(),
                responses,
                () -> Once.of(() -> Explanations.ofEstimation(
                        room.state(), options, Lookup.handle(room.state(), request.getComponent(), "component"))));
    }

    @Override
    public void createInitialMeasurement(
            CreateInitialMeasurementRequest request, StreamObserver<CreateInitialMeasurementResponse> responses) {
        int handle = Lookup.handle(room.state(), request.getComponent(), "component");
        long from = Instants.millis(request.hasStartTime() ? request.getStartTime() : null, "start_time");
        boolean isScalar = underLock(() -> room.state().store().grid(handle) == null);
        long to = isScalar && !request.hasEndTime()
                ? from
                : Instants.millis(request.hasEndTime() ? request.getEndTime() : null, "end_time");
        checkStatus(request.getStatus(), "status");
        Replies.later(
                responses,
                desk.deliver(
                                handle,
                                from,
                                to,
                                request.getStatus(),
                                request.getValuesList(),
                                request.getConditionsList())
                        .thenApply(done -> CreateInitialMeasurementResponse.newBuilder()
                                .setId((Long) done.result())
                                .setPosition(room.tokens().of(done.position()))
                                .build()));
    }

    private static void checkStatus(InitialMeasurementStatus status, String field) {
        if (status == InitialMeasurementStatus.UNRECOGNIZED) {
            throw Refusal.invalid(
                    "UNKNOWN_VALUE", field, status, "choose PENDING, ERROR, EXCEPTION, FINALIZED or DISCARDED");
        }
    }

    @Override
    public void listInitialMeasurements(
            ListInitialMeasurementsRequest request, StreamObserver<InitialMeasurement> responses) {
        request.getStatusList().forEach(status -> checkStatus(status, "status"));
        room.answer(
                request.getAtLeast(),
                responses,
                () -> KeptPieces.initialMeasurements(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        request.getStatusList(),
                        !request.getWithoutValues()));
    }

    @Override
    public void finalizeInitialMeasurement(
            FinalizeInitialMeasurementRequest request, StreamObserver<FinalizeInitialMeasurementResponse> responses) {
        Replies.later(
                responses,
                desk.finalise(named(request.getName()), request.getValuesList(), request.getConditionsList())
                        .thenApply(done -> FinalizeInitialMeasurementResponse.newBuilder()
                                .setPosition(room.tokens().of(done.position()))
                                .build()));
    }

    @Override
    public void discardInitialMeasurement(
            DiscardInitialMeasurementRequest request, StreamObserver<DiscardInitialMeasurementResponse> responses) {
        Replies.later(
                responses,
                desk.discard(named(request.getName()))
                        .thenApply(done -> DiscardInitialMeasurementResponse.newBuilder()
                                .setPosition(room.tokens().of(done.position()))
                                .build()));
    }

    /** Finds the one in progress that a name means; asked under the lock. */
    private Supplier<KeptInitialMeasurement> named(InitialMeasurementName name) {
        if (name.getId() != 0) {
            return () -> desk.initialMeasurements().inProgressOne(name.getId());
        }
        if (name.getComponent().isEmpty()) {
            throw Refusal.invalid(
                    "MISSING_FIELD", "name", "not set", "give the number, or the component and the beginning");
        }
        int handle = Lookup.handle(room.state(), name.getComponent(), "name.component");
        long from = Instants.millis(name.hasStartTime() ? name.getStartTime() : null, "name.start_time");
        return () -> desk.initialMeasurements().inProgressOne(handle, name.getComponent(), from);
    }

    @Override
    public void fillInitialMeasurements(
            FillInitialMeasurementsRequest request, StreamObserver<FillInitialMeasurementsResponse> responses) {
        room.answer(
                request.getAtLeast(),
                responses,
                wake -> new FillPieces(runs, Selections.handles(room.state(), request.getSelection()), wake));
    }

    @Override
    public void explainValue(ExplainValueRequest request, StreamObserver<ExplainValueResponse> responses) {
        long at = Instants.millis(request.hasTime() ? request.getTime() : null, "time");
        room.answer(
                request.getAtLeast(),
                responses,
                () -> Once.of(() -> {
                    int handle = Lookup.handle(room.state(), request.getComponent(), "component");
                    return Explanations.ofValue(room.state(), handle, at);
                }));
    }

    @Override
    public void listToDos(ListToDosRequest request, StreamObserver<ToDo> responses) {
        room.answer(
                request.getAtLeast(),
                responses,
                () -> KeptPieces.toDos(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        request.getWithClosed(),
                        request.getAssignee()));
    }

    @Override
    public void assignToDo(AssignToDoRequest request, StreamObserver<AssignToDoResponse> responses) {
        Replies.later(
                responses,
                desk.assign(request.getId(), request.getAssignee())
                        .thenApply(done -> AssignToDoResponse.newBuilder()
                                .setPosition(room.tokens().of(done.position()))
                                .build()));
    }

    @Override
    public void closeToDo(CloseToDoRequest request, StreamObserver<CloseToDoResponse> responses) {
        CompletableFuture<CloseToDoResponse> closed = desk.close(request.getId())
                .thenApply(done -> CloseToDoResponse.newBuilder()
                        .setPosition(room.tokens().of(done.position()))
                        .build());
        Replies.later(responses, closed);
    }

    private <T> T underLock(Supplier<T> work) {
        room.state().lock().read().lock();
        try {
            return work.get();
        } finally {
            room.state().lock().read().unlock();
        }
    }
}
