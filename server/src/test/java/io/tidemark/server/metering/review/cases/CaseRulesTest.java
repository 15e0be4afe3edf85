package io.tidemark.server.metering.review.cases;

import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.period;
import static io.tidemark.server.metering.review.cases.CaseFixtures.COMPLETE;
import static io.tidemark.server.metering.review.cases.CaseFixtures.FEBRUARY;
import static io.tidemark.server.metering.review.cases.CaseFixtures.JANUARY;
import static io.tidemark.server.metering.review.cases.CaseFixtures.MARCH;
import static io.tidemark.server.metering.review.cases.CaseFixtures.affected;
import static io.tidemark.server.metering.review.cases.CaseFixtures.reviewOf;
import static io.tidemark.server.metering.review.cases.CaseFixtures.stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.review.FindingKind;
import io.tidemark.server.metering.review.StreamFindings;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of one case, by one component through several reviews. */
class CaseRulesTest {

    private static final String ANNA = "anna";

    private ReviewCase state;

    /** Reviews for real: decides, and applies what was decided. */
    private CaseDecision review(YearMonth month, StreamFindings findings, boolean dataAreThere) {
        CaseDecision decision = decide(month, findings, dataAreThere);
        for (CaseEvent event : decision.events()) {
            state = event instanceof CaseEvent.Opened opened ? ReviewCase.open(7, opened) : state.apply(event);
        }
        return decision;
    }

    private CaseDecision decide(YearMonth month, StreamFindings findings, boolean dataAreThere) {
        return CaseRules.review(state, month, reviewOf(month), findings, dataAreThere, owner -> true);
    }

    private void assign(CaseOwner owner) {
        state = state.apply(new CaseEvent.Assigned(reviewOf(JANUARY) + 1, ANNA, owner, CaseCause.UNKNOWN));
    }

    private static void assertContact(CaseDecision decision, CaseOwner owner, Contact contact, int reminder) {
        assertThat(decision.isListed()).isTrue();
        assertThat(decision.owner()).isEqualTo(owner);
        assertThat(decision.contact()).isEqualTo(contact);
        assertThat(decision.reminder()).isEqualTo(reminder);
    }

    @Test
    void aCaseIsOpenedAtTheFirstFindingWithTheProviderAndContactsIt() {
        assertContact(review(JANUARY, stalled(JANUARY), false), CaseOwner.PROVIDER, Contact.FIRST, 0);
        assertThat(state.isOpen()).isTrue();
        assertThat(state.openedAtMillis()).isEqualTo(at("2026-02-15T08:00:00Z"));
        assertThat(state.openedForMonth()).isEqualTo(JANUARY);
        assertThat(state.missing()).isEqualTo(period("2026-01-20T00:00:00Z", "2026-02-01T00:00:00Z"));
        assertThat(state.followUp().cause()).isEqualTo(CaseCause.UNKNOWN);
    }

    @Test
    void whatIsNotAffectedHasNoCase() {
        assertThat(review(JANUARY, COMPLETE, false).isListed()).isFalse();
        StreamFindings notDue = affected(FindingKind.NOT_DUE, 0, 1);
        assertThat(review(JANUARY, notDue, false).events()).isEmpty();
        assertThat(state).isNull();
    }

    @Test
    void aCaseStillOpenAtTheNextReviewIsRemindedOnceAMonth() {
        review(JANUARY, stalled(JANUARY), false);
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
        assertContact(review(MARCH, stalled(MARCH), false), CaseOwner.PROVIDER, Contact.REMINDER, 2);
        assertThat(state.missing()).isEqualTo(period("2026-01-20T00:00:00Z", "2026-04-01T00:00:00Z"));
    }

    @Test
    void itIsRemindedUntilTheDataAreThereEvenWhenTheMonthIsComplete() {
        review(JANUARY, stalled(JANUARY), false);
        assertContact(review(FEBRUARY, COMPLETE, false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
    }

    @Test
    void aRepeatedReviewOfTheSameMonthContactsNobodyAgain() {
        review(JANUARY, stalled(JANUARY), false);
        assertContact(review(JANUARY, stalled(JANUARY), false), CaseOwner.PROVIDER, Contact.NONE, 0);
        review(FEBRUARY, stalled(FEBRUARY), false);
        CaseDecision again = review(FEBRUARY, stalled(FEBRUARY), false);
        assertContact(again, CaseOwner.PROVIDER, Contact.NONE, 1);
        assertThat(again.events()).isEmpty();
        assign(CaseOwner.CUSTOMER);
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.CUSTOMER, Contact.NONE, 0);
    }

    @Test
    void aReviewOfAnEarlierMonthRemindsNobody() {
        review(FEBRUARY, stalled(FEBRUARY), false);
        assertContact(review(JANUARY, stalled(JANUARY), false), CaseOwner.PROVIDER, Contact.NONE, 0);
        assertThat(state.missing()).isEqualTo(period("2026-01-20T00:00:00Z", "2026-03-01T00:00:00Z"));
    }

    @Test
    void aNewOwnerIsContactedFirstAfresh() {
        review(JANUARY, stalled(JANUARY), false);
        review(FEBRUARY, stalled(FEBRUARY), false);
        assign(CaseOwner.CUSTOMER);
        assertContact(review(MARCH, stalled(MARCH), false), CaseOwner.CUSTOMER, Contact.FIRST, 0);
        assertContact(review(YearMonth.of(2026, 4), stalled(MARCH), false), CaseOwner.CUSTOMER, Contact.REMINDER, 1);
        assign(CaseOwner.PROVIDER);
        assertContact(review(YearMonth.of(2026, 5), stalled(MARCH), false), CaseOwner.PROVIDER, Contact.FIRST, 0);
    }

    @Test
    void theSameOwnerWithAnotherCauseIsNoNewOwner() {
        review(JANUARY, stalled(JANUARY), false);
        state = state.apply(
                new CaseEvent.Assigned(reviewOf(JANUARY), ANNA, CaseOwner.PROVIDER, CaseCause.PROVIDER_EXPORT_STOPPED));
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
        assertThat(state.followUp().cause()).isEqualTo(CaseCause.PROVIDER_EXPORT_STOPPED);
    }

    @Test
    void internalCasesSendNoMessage() {
        review(JANUARY, stalled(JANUARY), false);
        assign(CaseOwner.INTERNAL);
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.INTERNAL, Contact.NONE, 0);
    }

    @Test
    void anOwnerNobodyCanWriteToIsNotContacted() {
        CaseDecision decision =
                CaseRules.review(null, JANUARY, reviewOf(JANUARY), stalled(JANUARY), false, owner -> false);
        assertContact(decision, CaseOwner.PROVIDER, Contact.NONE, 0);
        assertThat(decision.events()).hasSize(1);
    }

    @Test
    void aSnoozedCaseIsNotRemindedUntilItsTime() {
        review(JANUARY, stalled(JANUARY), false);
        state = state.apply(new CaseEvent.Snoozed(reviewOf(JANUARY) + 1, ANNA, reviewOf(MARCH)));
        assertThat(state.isSnoozed(reviewOf(FEBRUARY))).isTrue();
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.NONE, 0);
        assertThat(state.isSnoozed(reviewOf(MARCH))).isFalse();
        assertContact(review(MARCH, stalled(MARCH), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
    }

    @Test
    void itIsResolvedByItselfAsSoonAsTheDataAreThere() {
        review(JANUARY, stalled(JANUARY), false);
        state = state.apply(new CaseEvent.Resolved(at("2026-02-20T10:00:00Z")));
        assertThat(state.isOpen()).isFalse();
        assertThat(state.openedAtMillis()).isEqualTo(at("2026-02-15T08:00:00Z"));
        assertThat(state.resolvedAtMillis()).isEqualTo(at("2026-02-20T10:00:00Z"));
        assertThat(state.isToBeListed()).isTrue();
    }

    @Test
    void aReviewResolvesWhatItFindsMended() {
        review(JANUARY, stalled(JANUARY), false);
        CaseDecision decision = review(FEBRUARY, COMPLETE, true);
        assertThat(decision.resolves()).isTrue();
        assertThat(decision.isListed()).isFalse();
        assertThat(state.resolvedAtMillis()).isEqualTo(reviewOf(FEBRUARY));
    }

    @Test
    void aNewFindingAfterTheDataCameOpensANewCaseThatBeginsAfresh() {
        review(JANUARY, stalled(JANUARY), false);
        assign(CaseOwner.CUSTOMER);
        CaseDecision decision = review(FEBRUARY, stalled(FEBRUARY), true);
        assertThat(decision.events()).hasSize(3);
        assertThat(decision.resolves()).isTrue();
        assertContact(decision, CaseOwner.PROVIDER, Contact.FIRST, 0);
        assertThat(state.openedForMonth()).isEqualTo(FEBRUARY);
        assertThat(state.history()).hasSize(2);
    }

    @Test
    void aRepeatedReviewThatOpensANewCaseOfTheSameComponentWaitsForTheNextMonth() {
        review(JANUARY, stalled(JANUARY), false);
        state = state.apply(new CaseEvent.Resolved(reviewOf(JANUARY) + 1));
        assertContact(review(JANUARY, stalled(JANUARY), false), CaseOwner.PROVIDER, Contact.NONE, 0);
        assertThat(state.isOpen()).isTrue();
        assertContact(review(JANUARY, stalled(JANUARY), false), CaseOwner.PROVIDER, Contact.NONE, 0);
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.FIRST, 0);
    }

    @Test
    void aDryRunChangesNothing() {
        review(JANUARY, stalled(JANUARY), false);
        ReviewCase before = state;
        assertContact(decide(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
        assertThat(state).isSameAs(before);
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
    }

    @Test
    void theHistoryIsFullAndReplaysToTheSameState() {
        review(JANUARY, stalled(JANUARY), false);
        state = state.apply(new CaseEvent.Noted(reviewOf(JANUARY) + 1, ANNA, "called them"));
        assign(CaseOwner.CUSTOMER);
        state = state.apply(new CaseEvent.Snoozed(reviewOf(JANUARY) + 2, ANNA, reviewOf(JANUARY) + 3));
        review(FEBRUARY, stalled(FEBRUARY), false);
        review(MARCH, COMPLETE, true);
        state = state.apply(new CaseEvent.Listed(reviewOf(MARCH), MARCH));
        assertThat(state.history())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "Opened",
                        "Contacted",
                        "Noted",
                        "Assigned",
                        "Snoozed",
                        "FoundAgain",
                        "Contacted",
                        "Resolved",
                        "Listed");
        assertThat(ReviewCase.of(7, state.history())).isEqualTo(state);
    }

    @Test
    void aResolvedCaseTakesNotesAndNothingElse() {
        review(JANUARY, stalled(JANUARY), false);
        CaseEvent listed = new CaseEvent.Listed(0, FEBRUARY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.apply(listed))
                .withMessageContaining("open");
        state = state.apply(new CaseEvent.Resolved(0));
        assertThatIllegalArgumentException().isThrownBy(() -> assign(CaseOwner.CUSTOMER));
        assertThatIllegalArgumentException().isThrownBy(() -> state.apply(new CaseEvent.Resolved(0)));
        state = state.apply(new CaseEvent.Noted(0, ANNA, "thanks"));
        ReviewCase done = state.apply(listed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> done.apply(listed))
                .withMessageContaining("listed already");
    }

    @Test
    void anOpenCaseIsNotOpenedAndNotesAreBounded() {
        review(JANUARY, stalled(JANUARY), false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.apply(state.history().get(0)));
        for (String text : List.of("", " ", "x".repeat(4_001))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new CaseEvent.Noted(0, ANNA, text));
        }
        while (state.history().size() < ReviewCase.EVENTS_MAX) {
            state = state.apply(new CaseEvent.Noted(0, ANNA, "again"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.apply(new CaseEvent.Noted(0, ANNA, "again")))
                .withMessageContaining("2000");
        assertContact(review(FEBRUARY, stalled(FEBRUARY), false), CaseOwner.PROVIDER, Contact.REMINDER, 1);
        assertThat(review(MARCH, COMPLETE, true).resolves()).isTrue();
    }
}
