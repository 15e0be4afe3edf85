package io.tidemark.client.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.process.ServerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {

    private final List<FakeTidemark> servers = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int run(Path... files) {
        ScenarioServer.Source source = () -> {
            FakeTidemark server = new FakeTidemark(false);
            servers.add(server);
            return server;
        };
        return new ScenarioFiles(source, new PrintWriter(out), new PrintWriter(err), false).run(List.of(files));
    }

    @Test
    void several_files_give_one_document_a_line_each_from_a_server_of_its_own() {
        int exit = run(file("one.json", "{}"), file("two.json", "{\"name\": \"second\"}"));
        assertThat(exit).isEqualTo(ScenarioFiles.EXIT_MET);
        assertThat(out.toString().lines())
                .containsExactly("{\"scenario\":\"one\",\"results\":[]}", "{\"scenario\":\"second\",\"results\":[]}");
        assertThat(err.toString()).isEmpty();
        assertThat(servers).hasSize(2).allMatch(FakeTidemark::isClosed);
    }

    @Test
    void a_difference_is_told_with_its_file_and_makes_the_exit_status_1() {
        Path file =
                file("gap.json", "{\"steps\": [{\"latest\": {\"component\": \"a\"}, \"expect\": {\"latest\": null}}]}");
        assertThat(run(file)).isEqualTo(ScenarioFiles.EXIT_DIFFERENT);
        assertThat(err.toString()).startsWith(file + ": steps[0] latest: latest (line 1): expected null");
    }

    @Test
    void a_file_with_an_unknown_key_makes_the_exit_status_2_and_the_others_run() {
        Path bad = file("bad.json", "{\n\"steps\": [\n {\"gasp\": {}}]}");
        int exit = run(bad, file("good.json", "{}"), directory.resolve("absent.json"));
        assertThat(exit).isEqualTo(ScenarioFiles.EXIT_UNREADABLE);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith(bad + ":3: steps[0].gasp: unknown key"))
                .anyMatch(line -> line.endsWith("absent.json: there is no such file"));
        assertThat(out.toString().lines()).containsExactly("{\"scenario\":\"good\",\"results\":[]}");
        assertThat(servers).hasSize(1);
    }

    @Test
    void an_unknown_key_inside_a_step_is_found_before_a_server_is_started() {
        int exit = run(file("bad.json", "{\"steps\": [{\"estimate\": {\"dryrun\": true}}]}"));
        assertThat(exit).isEqualTo(ScenarioFiles.EXIT_UNREADABLE);
        assertThat(err.toString()).contains("steps[0].estimate.dryrun: unknown key");
        assertThat(servers).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_no_trouble_and_what_is_no_text_is_told() throws IOException {
        Path marked = file("marked.json", "\uFEFF{\"name\": \"m\"}");
        Path latin =
                Files.write(directory.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'});
        assertThat(run(marked, latin, directory)).isEqualTo(ScenarioFiles.EXIT_UNREADABLE);
        assertThat(out.toString().lines()).containsExactly("{\"scenario\":\"m\",\"results\":[]}");
        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith(latin + ":1: not readable as JSON"))
                .anyMatch(line -> line.startsWith(directory + ": cannot be read"));
    }

    @Test
    void an_entry_has_one_step() {
        assertThat(run(file("none.json", "{\"steps\": [{\"expect\": {}}]}"))).isEqualTo(2);
        assertThat(err.toString()).contains("no step; known: append, latest, gaps");
        assertThat(run(file("two.json", "{\"steps\": [{\"fill\": {}, \"gaps\": {}}]}")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("an entry has one step");
    }

    @Test
    void a_server_that_does_not_start_is_told() {
        ScenarioServer.Source source = () -> {
            throw new ServerFailedException("no room");
        };
        int exit = new ScenarioFiles(source, new PrintWriter(out), new PrintWriter(err), false)
                .run(List.of(file("a.json", "{}"), file("b.json", "{}")));
        assertThat(exit).isEqualTo(ScenarioFiles.EXIT_DIFFERENT);
        assertThat(err.toString()).contains("no room");
    }
}
