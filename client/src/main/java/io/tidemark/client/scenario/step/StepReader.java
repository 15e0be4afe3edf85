package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Portfolio;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads steps by their names. */
public final class StepReader {

    private static final String EXPECT = "expect";
    private static final Map<String, BiFunction<Fields, Portfolio, Step>> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("append", AppendStep::read);
        put("latest", LatestStep::read);
        put("gaps", GapsStep::read);
        put("estimate", EstimateStep::read);
        put("fill", FillStep::read);
        put("finalize", FinalizeStep::read);
        put("discard", DiscardStep::read);
        put("deltas", DeltasStep::read);
        put("read", ReadStep::read);
        put("review", ReviewStep::read);
        put("case", CaseStep::read);
        put("disturbances", DisturbancesStep::read);
        put("coverage", CoverageStep::read);
    }

    private StepReader() {}

    private static void put(String name, Function<Fields, Step> reading) {
        STEPS.put(name, (fields, portfolio) -> reading.apply(fields));
    }

    /**
     * A step as it stands in the file.
     *
     * @param name its name
     * @param step what to run
     * @param expect what its result must contain; null when the file expects nothing
     */
    public record Planned(String name, Step step, Json expect) {}

    /**
     * Reads one entry of the file's steps.
     *
     * @throws io.tidemark.client.scenario.json.FileProblem when it has no step or several, or a key that is unknown
     */
    public static Planned read(Fields entry, Portfolio portfolio) {
        String name = null;
        for (String key : STEPS.keySet()) {
            if (entry.isGiven(key)) {
                if (name != null) {
                    throw entry.problem(key, "stands beside " + name + "; an entry has one step");
                }
                name = key;
            }
        }
        Fields expected = entry.object(EXPECT);
        entry.end();
        if (name == null) {
            throw entry.problem("", "no step; known: " + String.join(", ", STEPS.keySet()));
        }
        Fields arguments = entry.object(name);
        if (arguments == null) {
            throw entry.problem(name, "must be an object, { … }");
        }
        Step step = STEPS.get(name).apply(arguments, portfolio);
        arguments.end();
        return new Planned(name, step, expected == null ? null : entry.value(EXPECT));
    }
}
