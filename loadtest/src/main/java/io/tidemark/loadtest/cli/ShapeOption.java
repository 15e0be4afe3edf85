package io.tidemark.loadtest.cli;

import io.tidemark.loadtest.load.Shape;

/** The shapes as they are written on the command line. */
enum ShapeOption {
    ONE_EACH("one-each"),
    RUNS("runs");

    private final String text;

    ShapeOption(String text) {
        this.text = text;
    }

    /**
     * The shape of batches.
     *
     * @throws IllegalArgumentException when one time is asked for with runs
     */
    Shape shape(boolean oneTime) {
        if (this == RUNS && oneTime) {
            throw new IllegalArgumentException("--one-time goes with --shape one-each; a run has one time anyway");
        }
        return this == RUNS ? Shape.RUNS : oneTime ? Shape.ONE_EACH_ONE_TIME : Shape.ONE_EACH;
    }

    @Override
    public String toString() {
        return text;
    }
}
