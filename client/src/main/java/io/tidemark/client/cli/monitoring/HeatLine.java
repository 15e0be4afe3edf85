package io.tidemark.client.cli.monitoring;

/** One component as a line of a heat map in the terminal. */
final class HeatLine {

    /** What the signs mean. */
    static final String LEGEND = "█ all  ▓ 75 % or more  ▒ 50 %  ░ some  · none  (blank: nothing expected)";

    private static final int ID_CHARS = 24;

    private HeatLine() {}

    /** The line: the id, a sign for each bucket, and how much of all came. */
    static String of(CoverageRow row) {
        StringBuilder line = new StringBuilder(id(row.component())).append(' ');
        long expected = 0;
        long received = 0;
        for (int bucket = 0; bucket < row.counts().length; bucket++) {
            line.append(sign(row.shade(bucket)));
            expected += row.counts()[bucket][CoverageRow.EXPECTED];
            received += row.counts()[bucket][CoverageRow.MEASURED] + row.counts()[bucket][CoverageRow.MANUAL];
        }
        return line.append(
                        expected == 0 ? "" : String.format(" %5.1f %%", Math.floor(1_000.0 * received / expected) / 10))
                .toString();
    }

    private static String id(String id) {
        String cut = id.length() <= ID_CHARS ? id : id.substring(0, ID_CHARS - 1) + '…';
        return String.format("%-" + ID_CHARS + "s", cut);
    }

    private static char sign(int shade) {
        if (shade == CoverageRow.NOTHING_EXPECTED) {
            return ' ';
        }
        if (shade == 100) {
            return '█';
        }
        return shade >= 75 ? '▓' : shade >= 50 ? '▒' : shade > 0 ? '░' : '·';
    }
}
