package io.tidemark.client.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final ServerLaunch COMMAND = ServerLaunch.ofClassPath(
            ServerLaunch.QUICK_START, System.getProperty("java.class.path"), PretendServer.class.getName());

    @TempDir
    private Path directory;

    @Test
    void a_server_is_ready_when_it_says_where_it_listens_and_stops_cleanly() {
        Path log = directory.resolve("log");
        ServerProcess server =
                ServerProcess.start(COMMAND.withArguments("--config", "x"), directory.resolve("store"), 0, log);
        assertThat(server.address()).isEqualTo("127.0.0.1:7007");
        assertThat(server.isAlive()).isTrue();
        assertThat(server.stop()).isEqualTo(143);
        assertThat(server.isAlive()).isFalse();
        assertThat(server.logShown()).contains("warming up");
        assertThat(directory.resolve("store/stopped-cleanly")).exists();
    }

    @Test
    void a_server_that_is_killed_has_no_time_to_tidy_up() {
        ServerProcess server = ServerProcess.start(COMMAND, directory.resolve("store"), 0, directory.resolve("log"));
        server.kill();
        assertThat(server.isAlive()).isFalse();
        assertThat(directory.resolve("store/stopped-cleanly")).doesNotExist();
    }

    @Test
    void a_server_that_ends_before_it_is_ready_is_told_with_the_end_of_its_log() {
        ServerLaunch failing = COMMAND.withArguments("--fail");
        assertThatThrownBy(() -> ServerProcess.start(failing, directory.resolve("store"), 0, directory.resolve("log")))
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("the server ended before it was ready:\nthe store is locked");
    }

    @Test
    void a_call_has_the_runtime_the_flags_the_server_and_its_arguments() {
        ServerLaunch command = ServerLaunch.ofClassPath(List.of("-Xmx1g"), "lib/*", "Main")
                .withArguments("--config", "c.conf")
                .withEnvironment("A", "b");
        assertThat(command.words(Path.of("d"), 7470))
                .containsSequence(
                        "-Xmx1g",
                        "-cp",
                        "lib/*",
                        "Main",
                        "serve",
                        "--data",
                        "d",
                        "--port",
                        "7470",
                        "--config",
                        "c.conf");
        assertThat(command.environment())
                .containsEntry("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
                .containsEntry("A", "b");
    }

    @Test
    void a_temporary_directory_is_gone_with_all_it_held() throws Exception {
        TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-test-");
        java.nio.file.Files.createDirectories(temporary.path().resolve("a/b"));
        java.nio.file.Files.writeString(temporary.path().resolve("a/b/c"), "x");
        temporary.close();
        assertThat(temporary.path()).doesNotExist();
    }
}
