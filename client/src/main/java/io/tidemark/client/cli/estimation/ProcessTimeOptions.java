package io.tidemark.client.cli.estimation;

import com.google.protobuf.Timestamp;
import io.tidemark.client.Times;
import io.tidemark.client.cli.TimeArgument;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** For which instant estimation is asked. */
final class ProcessTimeOptions {

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "process date/time: the instant for which it is decided what is missing (now)")
    private String at;

    @Option(
            names = "--system-time",
            paramLabel = "TIME",
            description = "instant at which suppressions are tested (that of --at)")
    private String system;

    /** The process date/time; null when not given. */
    Timestamp process(ZoneId zone) {
        return at == null ? null : Times.timestamp(TimeArgument.parse("--at", at, zone));
    }

    /** The system date/time; null when not given. */
    Timestamp system(ZoneId zone) {
        return system == null ? null : Times.timestamp(TimeArgument.parse("--system-time", system, zone));
    }
}
