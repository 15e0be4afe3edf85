package io.tidemark.client.cli;

/** The headings under which commands are listed, in this order. */
public enum CommandGroup {
    START("Start"),
    PORTFOLIO("Portfolio and readings"),
    QUESTIONS("Questions"),
    ESTIMATION("Estimation"),
    MONITORING("Watching the streams"),
    KEEPING("Keeping it safe"),
    TRIALS("Trying things out");

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** For people. */
    public String heading() {
        return heading;
    }
}
