package io.tidemark.server;

import com.typesafe.config.Config;
import io.tidemark.server.metering.review.ReviewSchedule;
import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;
import io.tidemark.server.monitoring.MonitoringSettings;
import io.tidemark.server.monitoring.delivery.DeliverySettings;
import io.tidemark.server.monitoring.delivery.DeliverySettings.MailServer;
import io.tidemark.server.monitoring.delivery.Recipients;
import io.tidemark.server.monitoring.delivery.Recipients.Contact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads the settings under {@code monitoring}. */
final class MonitoringConfig {

    private static final List<String> RECIPIENT_KEYS = List.of("to", "webhook", "secretFile", "mail");

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

    /**
     * Where messages go, and how.
     *
     * @throws ServerConfig.BadSetting when a setting is wrong or a file cannot be read
     */
    static DeliverySettings readDelivery(Config config) {
        List<Contact> contacts = new ArrayList<>();
        for (Config one : config.getConfigList("monitoring.outbox.recipients")) {
            contacts.add(contact(one));
        }
        return new DeliverySettings(
                new Recipients(contacts),
                ServerConfig.inRange(config, "monitoring.outbox.attemptsMax", 1, 1_000),
                ServerConfig.inRange(config, "monitoring.outbox.backoffSecondsMin", 1, 86_400),
                ServerConfig.inRange(config, "monitoring.outbox.backoffSecondsMax", 1, 30 * 86_400),
                ServerConfig.inRange(config, "monitoring.outbox.timeoutSeconds", 1, 300),
                mail(config));
    }

    private static Contact contact(Config one) {
        for (var entry : one.entrySet()) {
            if (!RECIPIENT_KEYS.contains(entry.getKey())) {
                throw new ServerConfig.BadSetting("tidemark.monitoring.outbox.recipients: there is no key "
                        + entry.getKey() + "; known: " + String.join(", ", RECIPIENT_KEYS));
            }
        }
        String to = one.getString("to");
        boolean isKnown = to.startsWith("provider:") || to.startsWith("customer:");
        if (!isKnown || to.endsWith(":")) {
            throw new ServerConfig.BadSetting("tidemark.monitoring.outbox.recipients: to is " + to
                    + "; write provider:ID or customer:SERVICE-POINT-ID, or * for the id");
        }
        if (one.hasPath("webhook") == one.hasPath("mail")) {
            throw new ServerConfig.BadSetting(
                    "tidemark.monitoring.outbox.recipients: " + to + " needs a webhook or a mail address, one of them");
        }
        return one.hasPath("mail")
                ? new Contact(to, null, "", one.getString("mail"))
                : new Contact(
                        to,
                        webhook(to, one),
                        one.hasPath("secretFile") ? secret(one.getString("secretFile")) : "",
                        null);
    }

    private static URI webhook(String to, Config one) {
        URI uri = URI.create(one.getString("webhook"));
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new ServerConfig.BadSetting("tidemark.monitoring.outbox.recipients: the webhook of " + to
                    + " is no address; write https://HOST/PATH");
        }
        return uri;
    }

    private static MailServer mail(Config config) {
        String host = config.getString("monitoring.outbox.mail.host");
        if (host.isEmpty()) {
            return null;
        }
        String passwordFile = config.getString("monitoring.outbox.mail.passwordFile");
        return new MailServer(
                host,
                ServerConfig.inRange(config, "monitoring.outbox.mail.port", 1, 65_535),
                config.getString("monitoring.outbox.mail.from"),
                config.getBoolean("monitoring.outbox.mail.startTls"),
                config.getString("monitoring.outbox.mail.user"),
                passwordFile.isEmpty() ? "" : secret(passwordFile));
    }

    /** The first line of a file; its content appears nowhere else. */
    private static String secret(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            if (lines.isEmpty() || lines.get(0).isBlank()) {
                throw new ServerConfig.BadSetting(
                        "the secret file " + file + " is empty; its first line is the secret");
            }
            return lines.get(0).strip();
        } catch (IOException unreadable) {
            throw new ServerConfig.BadSetting("the secret file " + file + " cannot be read");
        }
    }
}
