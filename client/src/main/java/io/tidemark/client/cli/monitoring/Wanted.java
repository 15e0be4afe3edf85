package io.tidemark.client.cli.monitoring;

import com.google.protobuf.Timestamp;
import io.tidemark.client.Times;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import java.time.ZoneId;
import java.util.function.Consumer;

/** What several commands of this room read from their options. */
final class Wanted {

    private Wanted() {}

    /** Hands a time on that was typed; nothing when none was. */
    static void at(String typed, ZoneId zone, Consumer<Timestamp> into) {
        if (typed != null) {
            into.accept(Times.timestamp(TimeArgument.parse("--at", typed, zone)));
        }
    }

    /** Who does it: what was typed, else the name of whoever is logged in. */
    static String by(String typed) {
        String by = typed == null ? System.getProperty("user.name", "") : typed;
        if (by.isBlank()) {
            throw new UsageException("who does it? Say so with --by");
        }
        return by;
    }

    /** A constant's name as people write it. */
    static String word(Enum<?> constant, String prefix) {
        return constant.name().startsWith(prefix) ? constant.name().substring(prefix.length()) : constant.name();
    }
}
