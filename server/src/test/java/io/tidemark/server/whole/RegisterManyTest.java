package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.cli.TidemarkCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More entities than one request holds go a thousand at a time; how far they got is told. */
@Timeout(120)
class RegisterManyTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int register(TestServer server, int components, int wrongOne) throws IOException {
        StringBuilder json = new StringBuilder(
                "{\"measuringComponentTypes\": [{\"id\": \"q\", \"kind\": \"INTERVAL\", \"interval\": \"PT15M\"}],\n"
                        + "\"measuringComponents\": [");
        for (int k = 0; k < components; k++) {
            json.append(k == 0 ? "\n" : ",\n").append("{\"id\": \"mc").append(k).append("\", \"type\": \"");
            json.append(k == wrongOne ? "none" : "q").append("\"}");
        }
        Path file = Files.writeString(directory.resolve("many.json"), json.append("]}"));
        return new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true))
                .run("register", file.toString(), "--server=127.0.0.1:" + server.port());
    }

    @Test
    void a_hundred_thousand_and_one_are_counted_as_they_go() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(register(server, 100_000, -1)).isZero();
            assertThat(out.toString().strip()).isEqualTo("100,001 created, 0 changed, 0 as they were");
            assertThat(err.toString().strip()).isEqualTo("register: 100,000 of 100,001 registered");
            assertThat(server.handle("mc99999")).isEqualTo(server.handle("mc0") + 99_999);
        }
    }

    @Test
    void one_that_is_refused_says_how_many_were_registered_before_its_request() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(register(server, 12_000, 10_500)).isEqualTo(3);
            assertThat(err.toString())
                    .contains(
                            "register: 10,000 of 12,001 registered before what follows; indexes in it count from here")
                    .contains("entities[501].measuring_component.type is \"none\"");
            // The type is the first entity, so the first ten requests brought 9,999 components.
            assertThat(server.handle("mc9998")).isPositive();
            assertThat(server.handle("mc9999")).isZero();
        }
    }
}
