package io.tidemark.server.metering.review.cases;

import static io.tidemark.server.metering.review.cases.CaseFixtures.COMPLETE;
import static io.tidemark.server.metering.review.cases.CaseFixtures.FEBRUARY;
import static io.tidemark.server.metering.review.cases.CaseFixtures.JANUARY;
import static io.tidemark.server.metering.review.cases.CaseFixtures.MARCH;
import static io.tidemark.server.metering.review.cases.CaseFixtures.reviewOf;
import static io.tidemark.server.metering.review.cases.CaseFixtures.stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.ProviderStanding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewPlanTest {

    private static final int SMALL = 0;
    private static final int LARGE = 1;
    private static final int QUIET = 2;
    private static final List<ProviderStanding> PORTFOLIO = List.of(
            new ProviderStanding(SMALL, "Small", 10, 0),
            new ProviderStanding(LARGE, "Large", 500, 0),
            new ProviderStanding(QUIET, "Quiet", 0, 0));

    private static ReviewedStream affected(int component, int provider, ReviewCase open) {
        return new ReviewedStream(component, provider, 100 + component, stalled(JANUARY), open, false);
    }

    private static ReviewPlan plan(List<ReviewedStream> streams) {
        return ReviewPlan.of(JANUARY, reviewOf(JANUARY), PORTFOLIO, streams, List.of());
    }

    private static ReviewCase openCase(int component, CaseOwner owner) {
        return ReviewCase.open(
                        component,
                        new CaseEvent.Opened(
                                0,
                                JANUARY.minusMonths(1),
                                stalled(JANUARY).findings().stream()
                                        .map(finding -> new Period(finding.fromMillis(), finding.toMillis()))
                                        .findFirst()
                                        .orElseThrow(),
                                null))
                .apply(new CaseEvent.Assigned(1, "anna", owner, CaseCause.UNKNOWN));
    }

    @Test
    void providersComeLargestFirstAndNoneIsLeftOut() {
        ReviewPlan plan = plan(List.of(affected(3, SMALL, null), affected(2, SMALL, null), affected(9, LARGE, null)));
        assertThat(plan.providers())
                .extracting(provider -> provider.standing())
                .containsExactly(
                        new ProviderStanding(LARGE, "Large", 500, 1),
                        new ProviderStanding(SMALL, "Small", 10, 2),
                        new ProviderStanding(QUIET, "Quiet", 0, 0));
        assertThat(plan.providers().get(1).affected())
                .extracting(ReviewLine::component)
                .containsExactly(2, 3);
    }

    @Test
    void oneMessageAProviderInProviderOrderAndNotOneAComponent() {
        ReviewPlan plan = plan(List.of(affected(1, SMALL, null), affected(2, LARGE, null), affected(3, SMALL, null)));
        assertThat(plan.messages())
                .extracting(ReviewMessage::to)
                .containsExactly(
                        new Recipient(Recipient.Kind.PROVIDER, LARGE), new Recipient(Recipient.Kind.PROVIDER, SMALL));
        assertThat(plan.messages().get(1).lines())
                .extracting(ReviewLine::component)
                .containsExactly(1, 3);
    }

    @Test
    void oneMessageACustomerRightAfterItsProvider() {
        ReviewedStream second =
                new ReviewedStream(6, LARGE, 105, stalled(JANUARY), openCase(6, CaseOwner.CUSTOMER), false);
        ReviewPlan plan = plan(List.of(
                affected(5, LARGE, openCase(5, CaseOwner.CUSTOMER)),
                second,
                affected(7, LARGE, null),
                affected(8, SMALL, null)));
        assertThat(plan.messages())
                .extracting(ReviewMessage::to)
                .containsExactly(
                        new Recipient(Recipient.Kind.PROVIDER, LARGE),
                        new Recipient(Recipient.Kind.CUSTOMER, 105),
                        new Recipient(Recipient.Kind.PROVIDER, SMALL));
        assertThat(plan.messages().get(1).lines())
                .extracting(ReviewLine::component)
                .containsExactly(5, 6);
    }

    @Test
    void internalCasesAndThoseWithoutAProviderAreListedButNotWrittenTo() {
        List<ProviderStanding> portfolio = List.of(
                new ProviderStanding(LARGE, "Large", 500, 0),
                new ProviderStanding(ProviderStanding.NO_PROVIDER, "", 3, 0));
        ReviewPlan plan = ReviewPlan.of(
                JANUARY,
                reviewOf(JANUARY),
                portfolio,
                List.of(
                        affected(5, LARGE, openCase(5, CaseOwner.INTERNAL)),
                        affected(6, ProviderStanding.NO_PROVIDER, null)),
                List.of());
        assertThat(plan.messages()).isEmpty();
        assertThat(plan.providers()).allSatisfy(provider -> {
            assertThat(provider.affected()).hasSize(1);
            assertThat(provider.affected().get(0).decision().contact()).isEqualTo(Contact.NONE);
            assertThat(provider.affected().get(0).recipient()).isEmpty();
        });
    }

    @Test
    void aRepeatedReviewHasNoMessages() {
        ReviewCase contacted = openCase(5, CaseOwner.PROVIDER)
                .apply(new CaseEvent.Contacted(2, JANUARY, CaseOwner.PROVIDER, Contact.FIRST, 0));
        ReviewPlan plan = plan(List.of(affected(5, LARGE, contacted)));
        assertThat(plan.messages()).isEmpty();
        assertThat(plan.providers().get(0).affected()).hasSize(1);
    }

    @Test
    void theNextReviewListsWhatWasResolvedSinceTheOneBefore() {
        ReviewCase resolved = openCase(9, CaseOwner.PROVIDER).apply(new CaseEvent.Resolved(5));
        ReviewedStream mended = new ReviewedStream(4, LARGE, 104, COMPLETE, openCase(4, CaseOwner.PROVIDER), true);
        ReviewPlan plan = ReviewPlan.of(FEBRUARY, reviewOf(FEBRUARY), PORTFOLIO, List.of(mended), List.of(resolved));
        assertThat(plan.resolved())
                .extracting(one -> one.resolvedCase().component())
                .containsExactly(4, 9);
        assertThat(plan.resolved().get(0).resolvedCase().resolvedAtMillis()).isEqualTo(reviewOf(FEBRUARY));
        assertThat(plan.resolved().get(0).events()).hasSize(2);
        assertThat(plan.resolved().get(1).resolvedCase().resolvedAtMillis()).isEqualTo(5);
        assertThat(plan.resolved())
                .allSatisfy(one -> assertThat(one.resolvedCase().isToBeListed()).isFalse());
        assertThat(plan.providers())
                .allSatisfy(provider -> assertThat(provider.affected()).isEmpty());
    }

    @Test
    void aComponentResolvedAndFoundAgainIsBothListedAndAffected() {
        ReviewedStream again = new ReviewedStream(4, LARGE, 104, stalled(MARCH), openCase(4, CaseOwner.CUSTOMER), true);
        ReviewPlan plan = ReviewPlan.of(MARCH, reviewOf(MARCH), PORTFOLIO, List.of(again), List.of());
        assertThat(plan.resolved()).hasSize(1);
        assertThat(plan.providers().get(0).affected()).hasSize(1);
        assertThat(plan.messages())
                .extracting(ReviewMessage::to)
                .containsExactly(new Recipient(Recipient.Kind.PROVIDER, LARGE));
    }

    @Test
    void aStreamOfAnUnknownProviderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(List.of(affected(1, 77, null))))
                .withMessageContaining("77");
    }
}
