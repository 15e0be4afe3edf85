package io.tidemark.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import io.tidemark.server.access.AccessConfig;
import io.tidemark.server.access.ConnectionLimits;
import io.tidemark.server.estimation.run.EstimationSchedule;
import io.tidemark.server.ingest.CommitLimits;
import io.tidemark.server.ingest.IngestLimits;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.maintenance.Retention;
import io.tidemark.server.monitoring.MonitoringSettings;
import io.tidemark.server.monitoring.delivery.DeliverySettings;
import io.tidemark.server.query.QueryLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The server's settings: {@code reference.conf} beside this class names and explains each, a file of the operator's
 * overrides it, and so does {@code -Dtidemark.…}.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param dataDirectory where journal and checkpoints lie
 * @param storeBytesMax memory that blocks of readings may take, bytes
 * @param retentionMonths full months of readings kept besides the present one; 0 keeps everything
 * @param replayBytesMax bytes of journal that a start may have to replay before a checkpoint is made
 * @param journal sizes of the journal
 * @param commit bounds of the commit log
 * @param ingest bounds of ingest
 * @param query bounds of queries
 * @param connections bounds of connections and calls
 * @param access who may call
 * @param monitoring how the streams are watched
 * @param estimationSchedule when runs of periodic estimation begin by themselves; empty: never
 * @param delivery where messages go, and how
 */
public record ServerConfig(
        String host,
        int port,
        Path dataDirectory,
        long storeBytesMax,
        int retentionMonths,
        long replayBytesMax,
        JournalConfig journal,
        CommitLimits commit,
        IngestLimits ingest,
        QueryLimits query,
        ConnectionLimits connections,
        AccessConfig access,
        MonitoringSettings monitoring,
        Optional<EstimationSchedule.Settings> estimationSchedule,
        DeliverySettings delivery) {

    /** More values would make a message that clients do not take by default (4 MiB). */
    private static final int CHUNK_VALUES_MAX = 100_000;

    /** A setting that is wrong; the message says which and why. */
    public static final class BadSetting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadSetting(String message) {
            super(message);
        }
    }

    /**
     * Reads the settings.
     *
     * @param file the operator's file; null for none
     * @throws BadSetting when the file cannot be read, or a setting is unknown or wrong
     */
    public static ServerConfig load(Path file) {
        try {
            Config reference = ConfigFactory.parseResources(ServerConfig.class.getClassLoader(), "reference.conf");
            Config own = ConfigFactory.empty();
            if (file != null) {
                if (!Files.isReadable(file)) {
                    throw new BadSetting("the configuration " + file + " cannot be read");
                }
                own = ConfigFactory.parseFile(file.toFile());
                own = own.resolveWith(own.withFallback(reference));
            }
            Config all = ConfigFactory.defaultOverrides()
                    .withFallback(own)
                    .withFallback(reference)
                    .resolve();
            checkKnown(own, reference, setting -> true);
            checkKnown(
                    ConfigFactory.defaultOverrides().withOnlyPath("tidemark"),
                    reference,
                    setting -> isInSection(setting, reference));
            ServerConfig settings = of(all.getConfig("tidemark"));
            SettingsAgree.check(settings);
            return settings;
        } catch (ConfigException wrong) {
            throw new BadSetting(wrong.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new BadSetting(wrong.getMessage());
        }
    }

    private static void checkKnown(Config own, Config reference, Predicate<String> isMeant) {
        for (var entry : own.entrySet()) {
            String setting = entry.getKey();
            if (isMeant.test(setting) && !reference.hasPathOrNull(setting)) {
                throw new BadSetting("there is no setting " + setting + " (in "
                        + entry.getValue().origin().description() + "); reference.conf names every one");
            }
        }
    }

    /** Whether a property speaks of one of the sections of settings; others that begin so are no settings. */
    private static boolean isInSection(String setting, Config reference) {
        List<String> path = ConfigUtil.splitPath(setting);
        return path.size() > 2
                && reference.hasPath("tidemark." + path.get(1))
                && reference.getValue("tidemark." + path.get(1)).valueType() == ConfigValueType.OBJECT;
    }

    private static ServerConfig of(Config config) {
        return new ServerConfig(
                config.getString("host"),
                inRange(config, "port", 0, 65_535),
                Path.of(config.getString("dataDirectory")),
                storeBytesMax(config),
                inRange(config, "store.retentionMonths", 0, Retention.MONTHS_MAX),
                longBytes(config, "checkpoint.replayBytesMax", 1 << 20, 1L << 50),
                new JournalConfig(
                        bytes(config, "journal.segmentBytes", JournalConfig.SEGMENT_BYTES_MIN, 1 << 30),
                        bytes(config, "journal.bufferBytes", JournalConfig.BUFFER_BYTES_MIN, 1 << 28),
                        bytes(config, "journal.recordBytesMax", 1, 1 << 28),
                        inRange(config, "journal.segmentsAhead", 1, JournalConfig.SEGMENTS_AHEAD_MAX),
                        inRange(config, "journal.segmentsSpareMax", 0, JournalConfig.SEGMENTS_SPARE_MAX)),
                new CommitLimits(
                        inRange(config, "ingest.entriesMax", 1, 1_000_000),
                        longBytes(config, "ingest.waitingBytesMax", 1 << 16, 1L << 40),
                        inRange(config, "ingest.waitMillisMax", 1, 3_600_000),
                        bytes(config, "ingest.groupBytesMax", 1, 1 << 30),
                        inRange(config, "ingest.groupEntriesMax", 1, 100_000),
                        inRange(config, "ingest.groupsAheadMax", 1, 1_000)),
                new IngestLimits(
                        inRange(config, "ingest.batchReadingsMax", 1, 10_000_000),
                        bytes(config, "ingest.requestBytesMax", 1 << 10, 1 << 27),
                        inRange(config, "ingest.batchesInFlightMax", 1, 10_000),
                        inRange(config, "ingest.writerIdLengthMax", 1, 1_000),
                        inRange(config, "ingest.futureHoursMax", 0, 1_000_000),
                        inRange(config, "ingest.appendReadingsMax", 1, 1_000_000)),
                new QueryLimits(
                        inRange(config, "query.threads", 1, 1_000),
                        inRange(config, "query.waitingMax", 1, 10_000_000),
                        inRange(config, "query.streamsMax", 1, 1_000_000),
                        longBytes(config, "query.untakenBytesMax", 1 << 20, 1L << 40),
                        inRange(config, "query.untakenSecondsMax", 1, 1_000_000),
                        inRange(config, "query.chunkValuesMax", 1, CHUNK_VALUES_MAX),
                        inRange(config, "query.positionWaitSecondsMax", 1, 86_400)),
                connections(config),
                new AccessConfig(
                        file(config, "access.certificateFile"),
                        file(config, "access.keyFile"),
                        file(config, "access.tokenFile")),
                MonitoringConfig.read(config),
                estimationSchedule(config),
                MonitoringConfig.readDelivery(config));
    }

    private static ConnectionLimits connections(Config config) {
        return new ConnectionLimits(
                inRange(config, "connections.max", 1, 1_000_000),
                inRange(config, "connections.handshakeSecondsMax", 1, 3_600),
                inRange(config, "connections.idleMinutesMax", 1, 1_000_000),
                inRange(config, "connections.keepAliveSeconds", 10, 86_400),
                inRange(config, "connections.keepAliveWaitSecondsMax", 1, 3_600),
                inRange(config, "connections.pingSecondsMin", 1, 86_400),
                inRange(config, "connections.callsMax", 1, 10_000_000),
                inRange(config, "connections.callsAConnectionMax", 1, 1_000_000),
                bytes(config, "connections.metadataBytesMax", 1 << 10, 1 << 20),
                inRange(config, "connections.resetsMax", 1, 10_000_000),
                inRange(config, "connections.resetSeconds", 1, 3_600),
                inRange(config, "connections.requestSecondsMax", 1, 86_400),
                longBytes(config, "connections.inboundBytesMax", 1 << 20, 1L << 40),
                bytes(config, "connections.windowBytes", 1 << 16, 1 << 27));
    }

    private static Optional<EstimationSchedule.Settings> estimationSchedule(Config config) {
        String timeOfDay = config.getString("estimation.timeOfDay");
        if (timeOfDay.isEmpty()) {
            return Optional.empty();
        }
        String zone = config.getString("estimation.zone");
        try {
            return Optional.of(new EstimationSchedule.Settings(
                    LocalTime.parse(timeOfDay), ZoneId.of(zone), config.getBoolean("estimation.fill")));
        } catch (DateTimeException wrong) {
            throw new BadSetting("tidemark.estimation.timeOfDay is " + timeOfDay + ", tidemark.estimation.zone is "
                    + zone + ": give a time of day such as 03:30 and an IANA zone such as Europe/Stockholm");
        }
    }

    /** A share of the machine's memory, unless a size is given. */
    private static long storeBytesMax(Config config) {
        if (!"auto".equals(config.getString("store.bytesMax"))) {
            return longBytes(config, "store.bytesMax", 1 << 20, 1L << 50);
        }
        long physical = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        return physical / 10 * 6;
    }

    /** The file that a setting names; null when it is empty. */
    private static Path file(Config config, String name) {
        String value = config.getString(name);
        if (value.isEmpty()) {
            return null;
        }
        Path file = Path.of(value);
        if (!Files.isReadable(file)) {
            throw new BadSetting("tidemark." + name + " is " + value + ": there is no such file, or it cannot be read");
        }
        return file;
    }

    static int inRange(Config config, String name, int min, int max) {
        int value = config.getInt(name);
        if (value < min || value > max) {
            throw new BadSetting("tidemark." + name + " is " + value + ": choose a value from " + min + " to " + max);
        }
        return value;
    }

    private static int bytes(Config config, String name, int min, int max) {
        return (int) longBytes(config, name, min, max);
    }

    private static long longBytes(Config config, String name, long min, long max) {
        long value = config.getBytes(name);
        if (value < min || value > max) {
            throw new BadSetting(
                    "tidemark." + name + " is " + value + " bytes: choose a value from " + min + " to " + max);
        }
        return value;
    }
}
