package io.tidemark.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The table is one of Markdown, its columns as wide as what they hold. */
class BenchTableTest {

    @Test
    void rows_stand_under_their_heads_and_the_target_comes_with_a_verdict() {
        StringWriter progress = new StringWriter();
        BenchTable table = new BenchTable(new PrintWriter(progress, true));
        table.add(new BenchRow(
                "ingest", 100_000, 2, "12.5 M/s", "25.0 M/s", "50 %", "20.0 M/s", BenchRow.Verdict.of(false)));
        table.add(BenchRow.fact("disk", 1_000, 0, "24.10"));
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "| what   | components | connections | figure   | ceiling  | ratio | target   | verdict |",
                        "|--------|------------|-------------|----------|----------|-------|----------|---------|",
                        "| ingest | 100,000    | 2           | 12.5 M/s | 25.0 M/s | 50 %  | 20.0 M/s | missed  |",
                        "| disk   | 1,000      |             | 24.10    |          |       |          |         |");
        assertThat(progress.toString()).contains("ingest").contains("disk");
    }
}
