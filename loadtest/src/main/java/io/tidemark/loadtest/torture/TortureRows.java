package io.tidemark.loadtest.torture;

import java.util.List;

/** All rows of the table, in its order. */
public final class TortureRows {

    private static final String SERVER = "server";

    private static final List<TortureTest> ALL = List.of(
            new KillRow(),
            new JUnitRow(
                    "kill-points", "kill -9 at each named step of the work", "loadtest", List.of("KillPointsTest")),
            server(
                    "power-loss",
                    "power loss, unforced pages dropped, kept or reordered",
                    "PowerLossTest",
                    "KillThenPowerLossTest"),
            server(
                    "torn-tails",
                    "a tail cut, zeroed, or filled, at every byte",
                    "TornTailTest",
                    "TornStateTest",
                    "ReusedSegmentTest"),
            server(
                    "bit-flips",
                    "every bit of a segment and of every other file",
                    "BitFlipTest",
                    "SettledMarkTest",
                    "AtomicFileTest",
                    "CheckpointTest",
                    "EveryFileTest"),
            server("damage", "noise, and segments missing, exchanged, foreign", "JournalNoiseTest", "DamageTest"),
            server("failing-calls", "the n-th I/O call fails, for every n", "FailingCallTest", "FailedForceTest"),
            server("disk-full", "the disk is full, then has room", "DiskFullTest", "FullDiskTest", "SmallDiskTest"),
            server("model", "random operations against a plain model", "ReadingsModelTest"),
            server("slow-consumers", "200 readers of a message a second", "SlowConsumersTest", "UntakenAnswersTest"),
            server(
                    "slow-disk",
                    "a device that stalls or is slow",
                    "StalledDeviceTest",
                    "StalledDiskTest",
                    "LongWaitTest"),
            new OverloadRow(),
            server(
                    "hostile-sockets",
                    "sockets that mean no good, or vanish",
                    "HostileSocketsTest",
                    "HostileRequestsTest"),
            new BackupRow(),
            server("fuzz", "bytes that nobody meant, looked for by Jazzer", "FuzzingTest"),
            server("delivery", "kills between the steps of delivering a message", "DeliveryOverServerDeathTest"),
            server("year", "a year of outages: found, followed up, told of once", "SimulatedYearTest"));

    private TortureRows() {}

    private static JUnitRow server(String name, String title, String... classes) {
        return new JUnitRow(name, title, SERVER, List.of(classes));
    }

    /** All of them. */
    public static List<TortureTest> all() {
        return ALL;
    }
}
