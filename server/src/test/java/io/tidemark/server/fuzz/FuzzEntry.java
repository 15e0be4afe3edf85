package io.tidemark.server.fuzz;

/** Where Jazzer comes in: {@code --target_class=io.tidemark.server.fuzz.FuzzEntry --target_args=CORPUS}. */
public final class FuzzEntry {

    private static FuzzTarget.Run target;

    private FuzzEntry() {}

    /** Called once, with the name of a target's corpus. */
    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.of(args[0]).open();
    }

    /** Called for every input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.run(input);
    }

    /** Called once, at the end. */
    public static void fuzzerTearDown() {
        target.close();
    }
}
