package io.tidemark.server.monitoring.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.tidemark.journal.v1.CaseEvents;
import io.tidemark.journal.v1.DeliveryChange;
import io.tidemark.journal.v1.DisturbanceChange;
import io.tidemark.journal.v1.MonitoringBegan;
import io.tidemark.journal.v1.ReviewPart;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.cases.CaseCause;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.CaseOwner;
import io.tidemark.server.metering.review.cases.Contact;
import io.tidemark.server.metering.review.disturbance.DisturbanceEvent;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewSummary;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringSnapshotTest {

    private static final YearMonth JANUARY = YearMonth.of(2024, 1);

    private record Written(byte type, Message payload) {}

    @Test
    void what_a_snapshot_holds_makes_the_same_state_again() {
        MonitoringState state = new MonitoringState();
        for (Written one : everyKindOfChange()) {
            apply(state, one);
        }
        List<Written> first = snapshot(state);
        MonitoringState again = new MonitoringState();
        first.forEach(one -> apply(again, one));

        assertThat(snapshot(again)).isEqualTo(first);
        assertThat(again.cases().of(7)).isEqualTo(state.cases().of(7)).hasSize(2);
        assertThat(again.cases().openHandles()).containsExactly(7);
        assertThat(again.cases().toBeListed()).isEqualTo(state.cases().toBeListed());
        assertThat(again.outbox().nextNumber()).isEqualTo(3);
        assertThat(again.outbox().isUnderWay(2)).isTrue();
        assertThat(again.outbox().get(2)).isEqualTo(state.outbox().get(2));
        assertThat(again.reviews().nextNumber()).isEqualTo(2);
        assertThat(again.beganMillis()).isEqualTo(11);
    }

    @Test
    void a_review_that_was_broken_off_counts_for_nothing() {
        MonitoringState state = new MonitoringState();
        apply(state, new Written(MonitoringRecord.REVIEW_PART, part(0, false)));
        assertThat(state.reviews().list("", 10)).isEmpty();
        assertThat(state.cases().of(7)).isEmpty();

        apply(state, new Written(MonitoringRecord.REVIEW_PART, part(0, false)));
        apply(state, new Written(MonitoringRecord.REVIEW_PART, part(1, true)));
        assertThat(state.cases().of(7)).hasSize(1);
        assertThat(state.cases().of(8)).hasSize(1);
        assertThat(state.reviews().get(1)).hasSize(2);
    }

    @Test
    void a_snapshot_in_the_middle_of_a_review_loses_none_of_it() {
        MonitoringState state = new MonitoringState();
        apply(state, new Written(MonitoringRecord.REVIEW_PART, part(0, false)));
        MonitoringState again = new MonitoringState();
        snapshot(state).forEach(one -> apply(again, one));
        assertThat(again.cases().of(7)).isEmpty();

        apply(again, new Written(MonitoringRecord.REVIEW_PART, part(1, true)));
        assertThat(again.cases().of(7)).hasSize(1);
        assertThat(again.cases().of(8)).hasSize(1);
    }

    private static List<Written> everyKindOfChange() {
        List<Written> changes = new ArrayList<>();
        changes.add(new Written(
                MonitoringRecord.BEGAN,
                MonitoringBegan.newBuilder().setAtMillis(11).build()));
        changes.add(events(new CaseEvent.Opened(20, JANUARY, new Period(1, 5), null)));
        changes.add(events(new CaseEvent.Contacted(20, JANUARY, CaseOwner.PROVIDER, Contact.FIRST, 0)));
        changes.add(events(new CaseEvent.Assigned(21, "ann", CaseOwner.CUSTOMER, CaseCause.API_KEY_MISSING)));
        changes.add(events(new CaseEvent.Noted(22, "bo", "on holiday")));
        changes.add(events(new CaseEvent.Snoozed(23, "bo", 90)));
        changes.add(events(new CaseEvent.FoundAgain(24, JANUARY, new Period(0, 9))));
        changes.add(events(new CaseEvent.Resolved(25)));
        changes.add(events(new CaseEvent.Opened(30, JANUARY.plusMonths(1), new Period(10, 12), JANUARY)));
        changes.add(events(new CaseEvent.Listed(30, JANUARY.plusMonths(1))));
        changes.add(new Written(
                MonitoringRecord.REVIEW_PART,
                ReviewPart.newBuilder()
                        .setNumber(1)
                        .setShown(ReviewChunk.newBuilder()
                                .setSummary(ReviewSummary.newBuilder().setNumber(1)))
                        .addMessages(message(1))
                        .addMessages(message(2))
                        .setCompletes(true)
                        .build()));
        changes.add(new Written(
                MonitoringRecord.DELIVERY,
                DeliveryChange.newBuilder()
                        .setNumber(1)
                        .setStatus(MessageStatus.MESSAGE_DEAD)
                        .setProblem("gone")
                        .build()));
        changes.add(new Written(
                MonitoringRecord.DELIVERY,
                DeliveryChange.newBuilder().setNumber(2).setAttemptBegins(true).build()));
        changes.add(disturbance(new DisturbanceEvent.Opened(40, DisturbanceEvent.BY_ITSELF, 39, 10, 20, "quiet")));
        changes.add(disturbance(new DisturbanceEvent.BannerChanged(41, "ann", "very quiet")));
        changes.add(disturbance(new DisturbanceEvent.Closed(42, "ann")));
        changes.add(new Written(
                MonitoringRecord.HAND_ENTRY,
                HandEntry.newBuilder().setBy("ann").setWhy("display").build()));
        return changes;
    }

    private static OutboxMessage message(long number) {
        return OutboxMessage.newBuilder()
                .setNumber(number)
                .setTo("provider:a")
                .setStatus(MessageStatus.MESSAGE_WAITING)
                .build();
    }

    private static Written events(CaseEvent event) {
        return new Written(MonitoringRecord.CASE_EVENTS, opened(7, event));
    }

    private static CaseEvents opened(int handle, CaseEvent event) {
        return CaseEvents.newBuilder()
                .setHandle(handle)
                .addEvents(CaseForms.event(event))
                .build();
    }

    private static Written disturbance(DisturbanceEvent event) {
        return new Written(
                MonitoringRecord.DISTURBANCE,
                DisturbanceChange.newBuilder()
                        .setProvider("a")
                        .setEvent(DisturbanceForms.event(event))
                        .build());
    }

    private static ReviewPart part(int index, boolean completes) {
        return ReviewPart.newBuilder()
                .setNumber(1)
                .setIndex(index)
                .addCases(opened(7 + index, new CaseEvent.Opened(20, JANUARY, new Period(1, 5), null)))
                .setCompletes(completes)
                .build();
    }

    private static void apply(MonitoringState state, Written one) {
        byte[] bytes = one.payload().toByteArray();
        state.apply(one.type(), bytes, 0, bytes.length);
    }

    private static List<Written> snapshot(MonitoringState state) {
        List<Written> written = new ArrayList<>();
        state.writeSnapshot((type, payload) -> written.add(new Written(type, payload)));
        return written;
    }
}
