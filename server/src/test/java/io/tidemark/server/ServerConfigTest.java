package io.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {

    @TempDir
    private Path directory;

    @AfterEach
    void forgetsProperties() {
        System.clearProperty("tidemark.ingest.futureHoursMax");
        System.clearProperty("tidemark.ingest.futureHours");
        ConfigFactory.invalidateCaches();
    }

    private ServerConfig load(String... lines) throws IOException {
        return ServerConfig.load(Files.writeString(directory.resolve("server.conf"), String.join("\n", lines)));
    }

    private void isRefused(String message, String... lines) {
        assertThatThrownBy(() -> load(lines))
                .isInstanceOf(ServerConfig.BadSetting.class)
                .hasMessageContaining(message);
    }

    private static void property(String name, String value) {
        System.setProperty(name, value);
        ConfigFactory.invalidateCaches();
    }

    @Test
    void the_defaults_agree() throws IOException {
        ServerConfig config = load();
        assertThat(config.port()).isEqualTo(7_411);
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void a_file_may_refer_to_its_own_values_to_defaults_and_to_the_environment() throws IOException {
        ServerConfig config = load(
                "tidemark.dataDirectory = ${PATH}",
                "tidemark.query.streamsMax = 77",
                "tidemark.query.threads = ${tidemark.query.streamsMax}",
                "tidemark.ingest.futureHoursMax = ${tidemark.query.positionWaitSecondsMax}");
        assertThat(config.dataDirectory()).isEqualTo(Path.of(System.getenv("PATH")));
        assertThat(config.query().threads()).isEqualTo(77);
        assertThat(config.ingest().futureHoursMax()).isEqualTo(30);
    }

    @Test
    void what_no_setting_is_called_is_refused_wherever_it_stands() {
        isRefused("there is no setting tidemark.ingest.futureHours (in ", "tidemark.ingest.futureHours = 3");
        property("tidemark.ingest.futureHours", "3");
        isRefused("there is no setting tidemark.ingest.futureHours");
    }

    @Test
    void a_property_goes_before_the_file() throws IOException {
        property("tidemark.ingest.futureHoursMax", "5");
        assertThat(load("tidemark.ingest.futureHoursMax = 3").ingest().futureHoursMax())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tidemark.port = 65536                      | tidemark.port is 65536: choose a value from 0 to 65535
            tidemark.port = many                       | port has type STRING rather than NUMBER
            tidemark.store.bytesMax = 1                | tidemark.store.bytesMax is 1 bytes: choose a value from 1048576
            tidemark.store.bytesMax = much             | bytesMax
            tidemark.query.chunkValuesMax = 100001     | choose a value from 1 to 100000
            tidemark.ingest.requestBytesMax = 200 MiB  | tidemark.ingest.requestBytesMax is 209715200 bytes
            tidemark.dataDirectory = ${nothing}        | nothing
            tidemark.port = {                          | server.conf
            """)
    void a_wrong_value_is_named_with_what_would_be_right(String line, String message) {
        isRefused(message, line);
    }

    @Test
    void a_request_fits_into_a_record() throws IOException {
        isRefused(
                "tidemark.ingest.requestBytesMax is 1048576 bytes and tidemark.journal.recordBytesMax 1048576",
                "tidemark.ingest.requestBytesMax = 1 MiB",
                "tidemark.journal.recordBytesMax = 1 MiB");
        // 18 bytes and 128 characters of four bytes stand before the request.
        load("tidemark.ingest.requestBytesMax = 1 MiB", "tidemark.journal.recordBytesMax = 1049106");
        isRefused(
                "with up to 530 bytes more",
                "tidemark.ingest.requestBytesMax = 1 MiB",
                "tidemark.journal.recordBytesMax = 1049105");
    }

    @Test
    void an_append_fits_into_a_record() throws IOException {
        isRefused(
                "tidemark.ingest.appendReadingsMax is 1000000 and tidemark.journal.recordBytesMax 16777216",
                "tidemark.ingest.appendReadingsMax = 1000000");
        load("tidemark.ingest.appendReadingsMax = 699048");
    }

    @Test
    void a_record_fits_into_a_segment() {
        isRefused("recordBytesMax", "tidemark.journal.segmentBytes = 8 MiB");
    }

    @Test
    void the_first_wait_of_delivery_is_not_longer_than_the_longest() {
        isRefused(
                "backoffSecondsMin is 20 and backoffSecondsMax 10",
                "tidemark.monitoring.outbox.backoffSecondsMin = 20",
                "tidemark.monitoring.outbox.backoffSecondsMax = 10");
    }

    @Test
    void a_mailbox_needs_a_mail_server() {
        isRefused(
                "tidemark.monitoring.outbox.mail.host is empty",
                "tidemark.monitoring.outbox.recipients = [ { to = \"provider:*\", mail = \"a@example.org\" } ]");
    }
}
