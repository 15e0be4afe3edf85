package io.tidemark.client.cli.monitoring;

import java.util.List;

/** Components as lines of a heat map in the terminal. */
final class HeatLine {

    /** What the signs mean. */
    static final String LEGEND =
            "█ all  ▓ 75 % or more  ▒ 50 %  ░ some  ~ only estimated  · none  (blank: nothing expected)";

    private static final int ID_CHARS_MIN = 24;
    private static final int ID_CHARS_MAX = 60;

    private final CoverageAxis axis;
    private final int idChars;

    /** Lines of these rows. */
    HeatLine(List<CoverageRow> rows, CoverageAxis axis) {
        this.axis = axis;
        int longest =
                rows.stream().mapToInt(row -> row.component().length()).max().orElse(0);
        this.idChars = Math.max(ID_CHARS_MIN, Math.min(ID_CHARS_MAX, longest));
    }

    /** What stands above the lines: the dates of every so many buckets. */
    String heading() {
        StringBuilder line = new StringBuilder(" ".repeat(idChars + 1));
        int step = axis.label(0).length() + 1;
        for (int column = 0; column < axis.size(); column += step) {
            line.append(axis.label(column)).append(' ');
        }
        return line.toString().stripTrailing();
    }

    /** The line: the id, a sign for each bucket, and how much of all came. */
    String of(CoverageRow row) {
        StringBuilder line = new StringBuilder(id(row.component())).append(' ');
        long expected = 0;
        long received = 0;
        for (int bucket : axis.columns(row)) {
            line.append(bucket < 0 ? ' ' : sign(row, bucket));
            if (bucket >= 0) {
                expected += row.counts()[bucket][CoverageRow.EXPECTED];
                received += row.counts()[bucket][CoverageRow.MEASURED] + row.counts()[bucket][CoverageRow.MANUAL];
            }
        }
        return line.append(
                        expected == 0 ? "" : String.format(" %5.1f %%", Math.floor(1_000.0 * received / expected) / 10))
                .toString()
                .stripTrailing();
    }

    private String id(String id) {
        String cut = id.length() <= idChars ? id : id.substring(0, idChars - 1) + '…';
        return String.format("%-" + idChars + "s", cut);
    }

    private static char sign(CoverageRow row, int bucket) {
        int shade = row.shade(bucket);
        if (shade == CoverageRow.NOTHING_EXPECTED) {
            return ' ';
        }
        if (shade == 100) {
            return '█';
        }
        return shade >= 75 ? '▓' : shade >= 50 ? '▒' : shade > 0 ? '░' : row.estimatedShare(bucket) > 0 ? '~' : '·';
    }
}
