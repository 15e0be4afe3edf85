package io.tidemark.client;

import io.tidemark.v1.AssignToDoRequest;
import io.tidemark.v1.CancelEstimationRunRequest;
import io.tidemark.v1.CloseToDoRequest;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.CreateInitialMeasurementResponse;
import io.tidemark.v1.DiscardInitialMeasurementRequest;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationServiceGrpc;
import io.tidemark.v1.ExplainEstimationRequest;
import io.tidemark.v1.ExplainEstimationResponse;
import io.tidemark.v1.ExplainValueRequest;
import io.tidemark.v1.ExplainValueResponse;
import io.tidemark.v1.FillInitialMeasurementsRequest;
import io.tidemark.v1.FillInitialMeasurementsResponse;
import io.tidemark.v1.FinalizeInitialMeasurementRequest;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.InitialMeasurementName;
import io.tidemark.v1.ListEstimationRunsRequest;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import io.tidemark.v1.ListToDosRequest;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import io.tidemark.v1.ToDo;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Runs periodic estimation and filling, and keeps initial measurements and To Dos. Refusals are {@link TidemarkException}. */
public final class EstimationClient {

    private final TidemarkClient client;

    EstimationClient(TidemarkClient client) {
        this.client = client;
    }

    private EstimationServiceGrpc.EstimationServiceBlockingStub stub() {
        return client.stub(EstimationServiceGrpc::newBlockingStub);
    }

    /** Runs periodic estimation; the last piece has the summary. Closing the answer early stops the run. */
    public Query<RunEstimationResponse> run(RunEstimationRequest request) {
        return client.query(EstimationServiceGrpc.getRunEstimationMethod(), request, List::of);
    }

    /** The newest runs that are kept, at most so many (1 to 1,000). */
    public List<EstimationRun> runs(int runsMax) {
        return TidemarkClient.call(() -> stub().listEstimationRuns(ListEstimationRunsRequest.newBuilder()
                        .setPageSize(runsMax)
                        .build())
                .getRunsList());
    }

    /** Stops a run that is under way. */
    public void cancel(long run) {
        TidemarkClient.call(() -> stub().cancelEstimationRun(
                        CancelEstimationRunRequest.newBuilder().setRun(run).build()));
    }

    /** What a run would make of a component, and why. */
    public ExplainEstimationResponse explain(ExplainEstimationRequest request) {
        return TidemarkClient.call(() -> stub().explainEstimation(request));
    }

    /** Where a component's value at an instant comes from. */
    public ExplainValueResponse explainValue(String component, Instant time) {
        return TidemarkClient.call(() -> stub().explainValue(ExplainValueRequest.newBuilder()
                .setComponent(component)
                .setTime(Times.timestamp(time))
                .build()));
    }

    /** Offers the estimates in progress to the filling rules; the last piece has the summary. */
    public Query<FillInitialMeasurementsResponse> fill(ComponentSelection selection) {
        return client.query(
                EstimationServiceGrpc.getFillInitialMeasurementsMethod(),
                FillInitialMeasurementsRequest.newBuilder()
                        .setSelection(selection)
                        .build(),
                List::of);
    }

    /** Initial measurements of components. */
    public Query<InitialMeasurement> initialMeasurements(ListInitialMeasurementsRequest request) {
        return client.query(EstimationServiceGrpc.getListInitialMeasurementsMethod(), request, List::of);
    }

    /** Delivers an initial measurement; its number and a position. */
    public CreateInitialMeasurementResponse create(CreateInitialMeasurementRequest request) {
        return TidemarkClient.call(() -> stub().createInitialMeasurement(request));
    }

    /**
     * Makes final measurements of an initial measurement.
     *
     * @param values one an interval, NaN where one stays missing; empty: those it has
     */
    public Position finalizeOne(long id, Collection<Double> values) {
        return new Position(TidemarkClient.call(
                () -> stub().finalizeInitialMeasurement(FinalizeInitialMeasurementRequest.newBuilder()
                                .setName(InitialMeasurementName.newBuilder().setId(id))
                                .addAllValues(values)
                                .build())
                        .getPosition()));
    }

    /** Drops an initial measurement. */
    public Position discard(long id) {
        return new Position(TidemarkClient.call(
                () -> stub().discardInitialMeasurement(DiscardInitialMeasurementRequest.newBuilder()
                                .setName(InitialMeasurementName.newBuilder().setId(id))
                                .build())
                        .getPosition()));
    }

    /** To Dos of components. */
    public Query<ToDo> toDos(ListToDosRequest request) {
        return client.query(EstimationServiceGrpc.getListToDosMethod(), request, List::of);
    }

    /** Gives a To Do to somebody; to nobody when the name is empty. */
    public Position assign(long toDo, String assignee) {
        return new Position(TidemarkClient.call(() -> stub().assignToDo(AssignToDoRequest.newBuilder()
                        .setId(toDo)
                        .setAssignee(assignee)
                        .build())
                .getPosition()));
    }

    /** Closes a To Do. */
    public Position close(long toDo) {
        return new Position(TidemarkClient.call(
                () -> stub().closeToDo(CloseToDoRequest.newBuilder().setId(toDo).build())
                        .getPosition()));
    }
}
