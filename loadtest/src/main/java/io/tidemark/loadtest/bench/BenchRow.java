package io.tidemark.loadtest.bench;

/**
 * One line of the table: a figure and what it is held against.
 *
 * @param what was measured, and in which unit
 * @param components how many; 0 where that means nothing
 * @param connections how many; 0 where that means nothing
 * @param figure as printed
 * @param ceiling the most this machine allows, as printed, from the same run; empty: there is none
 * @param ratio figure to ceiling, or for times ceiling to figure, as printed; empty: there is none
 * @param target as printed; empty: there is none
 * @param verdict whether the target was met
 */
record BenchRow(
        String what,
        int components,
        int connections,
        String figure,
        String ceiling,
        String ratio,
        String target,
        Verdict verdict) {

    /** How a figure stands to its target. */
    enum Verdict {
        MET("met"),
        MISSED("missed"),
        NONE("");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        static Verdict of(boolean isMet) {
            return isMet ? MET : MISSED;
        }
    }

    /** A figure without a ceiling or target. */
    static BenchRow fact(String what, int components, int connections, String figure) {
        return new BenchRow(what, components, connections, figure, "", "", "", Verdict.NONE);
    }

    /** The cells, in the order of the table's heads. */
    String[] cells() {
        return new String[] {
            what, number(components), number(connections), figure, ceiling, ratio, target, verdict.text,
        };
    }

    private static String number(int count) {
        return count == 0 ? "" : Amounts.count(count);
    }
}
