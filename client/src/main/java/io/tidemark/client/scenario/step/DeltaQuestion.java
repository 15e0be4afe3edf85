package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.client.scenario.portfolio.Words;
import io.tidemark.v1.DeltaPolicy;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/** Which deltas a step asks for, and how they are worked out. */
record DeltaQuestion(String component, TimeRange range, DeltaSettings settings) {

    private static final String UNLIMITED = "UNLIMITED";
    private static final Map<String, DeltaPolicy> POLICY = Words.named(DeltaPolicy.GUARDED, DeltaPolicy.SOURCE);

    static DeltaQuestion read(Fields fields) {
        DeltaSettings.Builder settings = DeltaSettings.newBuilder().setBridgeInvalid(fields.flag("bridgeInvalid"));
        DeltaPolicy policy = fields.oneOf("policy", POLICY);
        if (policy != null) {
            settings.setPolicy(policy);
        }
        String lookBack = fields.text("lookBack");
        if (UNLIMITED.equals(lookBack)) {
            settings.setLookBackUnlimited(true);
        } else if (lookBack != null) {
            settings.setLookBackMax(Wire.duration(lookBack(fields, lookBack)));
        }
        return new DeltaQuestion(
                fields.text("component", ""),
                Wire.range(fields.instant("from"), fields.instant("to")),
                settings.build());
    }

    private static Duration lookBack(Fields fields, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw fields.problem("lookBack", "\"" + text + "\" is neither UNLIMITED nor a duration such as \"PT2H\"");
        }
    }
}
