package io.tidemark.loadtest.torture;

import java.util.List;

/** All rows of the table, in its order. */
public final class TortureRows {

    private static final String SERVER = "server";

    private static final List<TortureTest> ALL = List.of(
            new KillRow(),
            server(
                    "power-loss",
                    "power loss, unforced pages dropped, kept or reordered",
                    "PowerLossTest",
                    "KillThenPowerLossTest"),
            server("torn-tails", "a tail cut, zeroed, or filled, at every byte", "TornTailTest"),
            server(
                    "bit-flips",
                    "every bit of a segment and of every other file",
                    "BitFlipTest",
                    "AtomicFileTest",
                    "CheckpointTest"),
            server("damage", "noise, and segments missing, exchanged, foreign", "JournalNoiseTest", "DamageTest"),
            server("failing-calls", "the n-th I/O call fails, for every n", "FailingCallTest"),
            server("disk-full", "the disk is full, then has room", "DiskFullTest"),
            server("model", "random operations against a plain model", "ReadingsModelTest"),
            server("backup", "backups under load, restored and compared", "BackupTest"));

    private TortureRows() {}

    private static JUnitRow server(String name, String title, String... classes) {
        return new JUnitRow(name, title, SERVER, List.of(classes));
    }

    /** All of them. */
    public static List<TortureTest> all() {
        return ALL;
    }
}
