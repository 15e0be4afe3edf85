package io.tidemark.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldChangesTest {

    private final List<LogEntry> handedOn = new ArrayList<>();
    private final HeldChanges changes = new HeldChanges(3, 10, handedOn::add);

    @Test
    void changes_go_on_at_once_unless_they_are_held_back() {
        LogEntry change = new Change(1);
        changes.submit(change);
        assertThat(handedOn).containsExactly(change);
    }

    @Test
    void changes_that_were_held_back_go_on_in_their_order() {
        List<LogEntry> submitted = List.of(new Change(1), new Change(2), new Change(3));
        changes.begin();
        submitted.forEach(changes::submit);
        assertThat(handedOn).isEmpty();
        changes.end();
        assertThat(handedOn).containsExactlyElementsOf(submitted);
    }

    @Test
    void when_one_more_comes_than_may_wait_all_go_on_in_their_order_and_none_waits_any_more() {
        List<LogEntry> submitted = List.of(new Change(1), new Change(1), new Change(1), new Change(1), new Change(1));
        changes.begin();
        submitted.forEach(changes::submit);
        assertThat(handedOn).containsExactlyElementsOf(submitted);
    }

    @Test
    void the_bytes_of_what_waits_have_a_limit_too() {
        List<LogEntry> submitted = List.of(new Change(6), new Change(5));
        changes.begin();
        changes.submit(submitted.get(0));
        assertThat(handedOn).isEmpty();
        changes.submit(submitted.get(1));
        assertThat(handedOn).containsExactlyElementsOf(submitted);
    }

    @Test
    void a_server_that_stops_holds_nobody_back() {
        List<LogEntry> submitted = List.of(new Change(1), new Change(2));
        changes.begin();
        changes.submit(submitted.get(0));
        changes.close();
        changes.begin();
        changes.submit(submitted.get(1));
        assertThat(handedOn).containsExactlyElementsOf(submitted);
    }

    private static final class Change extends LogEntry {

        private final int bytes;

        Change(int bytes) {
            this.bytes = bytes;
        }

        @Override
        protected int payloadBytes() {
            return bytes;
        }

        @Override
        protected void write(Journal journal) {}

        @Override
        protected void apply(State state) {}

        @Override
        protected void acknowledge(long position) {}

        @Override
        protected void fail(RuntimeException refusal) {}
    }
}
