package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.ReadingsEntry;
import io.tidemark.client.scenario.portfolio.ReadingsReader;
import java.util.List;

/** {@code append}: sends readings. */
record AppendStep(List<ReadingsEntry> readings) implements Step {

    static Step read(Fields fields, Portfolio portfolio) {
        return new AppendStep(ReadingsReader.read(fields, "readings", portfolio));
    }

    @Override
    public Json.Obj run(Session session) {
        AppendTally tally = new AppendTally();
        ReadingsSender.send(readings, session, tally);
        return tally.result();
    }
}
