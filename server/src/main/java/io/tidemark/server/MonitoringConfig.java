package io.tidemark.server;

import com.typesafe.config.Config;
import io.tidemark.server.metering.review.ReviewSchedule;
import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;
import io.tidemark.server.monitoring.MonitoringSettings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;

/** Reads the settings under {@code monitoring}. */
final class MonitoringConfig {

    private MonitoringConfig() {}

    /**
     * The settings.
     *
     * @throws ServerConfig.BadSetting when one is wrong
     */
    static MonitoringSettings read(Config config) {
        try {
            return new MonitoringSettings(
                    ServerConfig.inRange(config, "monitoring.tickSeconds", 0, 86_400),
                    config.getBoolean("monitoring.review.automatic"),
                    new ReviewSchedule(
                            ServerConfig.inRange(config, "monitoring.review.dayOfMonth", 1, ReviewSchedule.DAY_MAX),
                            LocalTime.parse(config.getString("monitoring.review.timeOfDay")),
                            ZoneId.of(config.getString("monitoring.review.timeZone"))),
                    new DisturbanceSettings(
                            ServerConfig.inRange(config, "monitoring.disturbance.streamsMin", 1, 1_000_000_000),
                            ServerConfig.inRange(config, "monitoring.disturbance.sharePercentMin", 1, 100)));
        } catch (DateTimeException wrong) {
            throw new ServerConfig.BadSetting("tidemark.monitoring.review: " + wrong.getMessage()
                    + "; write timeOfDay as HH:MM and timeZone as an IANA zone such as Europe/Stockholm");
        }
    }
}
