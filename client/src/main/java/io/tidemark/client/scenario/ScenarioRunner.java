package io.tidemark.client.scenario;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.json.JsonText;
import io.tidemark.client.scenario.step.AppendTally;
import io.tidemark.client.scenario.step.InitialMeasurement;
import io.tidemark.client.scenario.step.ReadingsSender;
import io.tidemark.client.scenario.step.Session;
import io.tidemark.client.scenario.step.StepReader;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario against a server with an empty store, through its public API. */
public final class ScenarioRunner {

    private final Scenario scenario;
    private final Session session;
    private final List<String> differences = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ScenarioRunner(Scenario scenario, Channel channel) {
        this.scenario = scenario;
        this.session = new Session(channel, scenario.portfolio());
    }

    /**
     * Sends the portfolio, the tide marks set by hand, the readings and the initial measurements, then runs the steps.
     * Blocks until all are done.
     *
     * @param channel to a server that holds nothing; stays the caller's to close
     */
    public static ScenarioResult run(Scenario scenario, Channel channel) {
        return new ScenarioRunner(scenario, channel).run();
    }

    private ScenarioResult run() {
        try {
            setUp();
        } catch (StatusRuntimeException refusal) {
            return refused(ErrorResult.of(refusal));
        }
        if (scenario.expectError() != null) {
            differences.add("expectError: expected " + JsonText.line(scenario.expectError())
                    + ", but the server took the portfolio");
        }
        List<Json.Obj> results = new ArrayList<>();
        for (StepReader.Planned planned : scenario.steps()) {
            Json.Obj result = result(planned);
            if (planned.expect() != null) {
                int number = results.size();
                for (String difference : Expectation.differencesOfResult(planned.expect(), result)) {
                    differences.add("steps[" + number + "] " + planned.name() + ": " + difference);
                }
            }
            results.add(result);
        }
        return new ScenarioResult(document().with("results", results).end(), differences, warnings);
    }

    private void setUp() {
        PortfolioSender.register(scenario.portfolio(), session);
        PortfolioSender.mark(scenario.portfolio(), false, session);
        AppendTally tally = new AppendTally();
        ReadingsSender.send(scenario.readings(), session, tally);
        for (Json.Obj rejected : tally.rejected()) {
            warnings.add("readings: refused: " + JsonText.line(rejected));
        }
        PortfolioSender.mark(scenario.portfolio(), true, session);
        InitialMeasurement.send(scenario.initialMeasurements(), session);
    }

    private ScenarioResult refused(Json.Obj error) {
        if (scenario.expectError() == null) {
            differences.add("the server refused the portfolio: " + JsonText.line(error));
        } else {
            for (String difference : Expectation.differences(scenario.expectError(), error)) {
                differences.add("expectError." + difference);
            }
        }
        return new ScenarioResult(
                document().with("error", error).with("results", List.<Json>of()).end(), differences, warnings);
    }

    private Json.Obj result(StepReader.Planned planned) {
        try {
            return planned.step().run(session);
        } catch (StatusRuntimeException refusal) {
            return Json.object().with("error", ErrorResult.of(refusal)).end();
        }
    }

    private Json.Members document() {
        return Json.object().with("scenario", scenario.name());
    }
}
