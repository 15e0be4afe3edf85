package io.tidemark.server.metering.review.cases;

import static io.tidemark.server.metering.review.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.review.FindingKind;
import io.tidemark.server.metering.review.ProviderStanding;
import io.tidemark.server.metering.review.Seeds;
import io.tidemark.server.metering.review.StreamFindings;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Thousands of random portfolios over a year of reviews, repeated and early ones among them. */
class FollowUpModelTest {

    private static final int PORTFOLIOS = 5_000;
    private static final YearMonth FIRST = YearMonth.of(2025, 11);
    private static final String[] NAMES = {"Beta", "Alpha", "Gamma"};

    @Test
    void reviewsOfAYearAgreeWithANotebook() {
        Seeds.each(PORTFOLIOS, seed -> new Run(seed).year());
    }

    /** One portfolio. */
    private static final class Run {
        private final SplittableRandom random;
        private final int components;
        private final int[] provider;
        private final int[] servicePoint;
        private final int[] sizes = new int[4];
        private final PlainFollowUp plain = new PlainFollowUp();
        private final Map<Integer, ReviewCase> latest = new TreeMap<>();
        private final List<ReviewCase> toBeListed = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        private YearMonth month = FIRST;
        private long now = at("2025-12-01T00:00:00Z");

        Run(long seed) {
            random = new SplittableRandom(seed);
            components = 1 + random.nextInt(12);
            provider = random.ints(components, -1, 3).toArray();
            servicePoint = random.ints(components, -1, 6).toArray();
            for (int component = 0; component < components; component++) {
                sizes[provider[component] + 1]++;
                plain.broken.put(component, new TreeSet<>());
            }
        }

        void year() {
            for (int step = 0; step < 40; step++) {
                now += random.nextLong(20) * 86_400_000L;
                int component = random.nextInt(components);
                switch (random.nextInt(6)) {
                    case 0 -> outage(component);
                    case 1 -> mend(component);
                    case 2 -> assign(component);
                    case 3 -> snooze(component);
                    default -> review();
                }
            }
        }

        private void outage(int component) {
            Set<YearMonth> months = plain.broken.get(component);
            for (int more = random.nextInt(3); more >= 0; more--) {
                months.add(FIRST.plusMonths(random.nextInt(8)));
            }
        }

        /** Data come: a month, or all; the case resolves at once or only when a review looks. */
        private void mend(int component) {
            Set<YearMonth> months = plain.broken.get(component);
            if (random.nextBoolean()) {
                months.clear();
            } else {
                months.remove(FIRST.plusMonths(random.nextInt(8)));
            }
            if (isOpen(component) && isMended(component) && random.nextBoolean()) {
                ReviewCase resolved = latest.get(component).apply(new CaseEvent.Resolved(now));
                latest.put(component, resolved);
                toBeListed.add(resolved);
                plain.resolve(component);
            }
        }

        private void assign(int component) {
            if (isOpen(component)) {
                CaseOwner owner = CaseOwner.values()[random.nextInt(3)];
                latest.computeIfPresent(
                        component,
                        (one, state) -> state.apply(new CaseEvent.Assigned(now, "anna", owner, CaseCause.UNKNOWN)));
                plain.assign(component, owner.name());
            }
        }

        private void snooze(int component) {
            if (isOpen(component)) {
                long until = now + random.nextLong(60) * 86_400_000L;
                latest.computeIfPresent(
                        component, (one, state) -> state.apply(new CaseEvent.Snoozed(now, "anna", until)));
                plain.open.get(component).restsUntil = until;
            }
        }

        private void review() {
            YearMonth reviewed = month.minusMonths(random.nextInt(4) == 0 ? 1 : 0);
            ReviewPlan plan = plan(reviewed);
            if (random.nextInt(4) == 0) {
                assertThat(lines(plan)).isEqualTo(plain.copy().review(reviewed, now, provider, servicePoint));
                return;
            }
            assertThat(lines(plan)).isEqualTo(plain.review(reviewed, now, provider, servicePoint));
            checkOrder(plan);
            checkMessages(plan);
            apply(plan);
            if (random.nextInt(3) > 0) {
                month = month.plusMonths(1);
            }
        }

        private ReviewPlan plan(YearMonth reviewed) {
            List<ProviderStanding> portfolio = new ArrayList<>();
            for (int number = -1; number < 3; number++) {
                portfolio.add(new ProviderStanding(number, number < 0 ? "" : NAMES[number], sizes[number + 1], 0));
            }
            List<ReviewedStream> streams = new ArrayList<>();
            for (int component = components - 1; component >= 0; component--) {
                StreamFindings findings = plain.broken.get(component).contains(reviewed)
                        ? CaseFixtures.affected(FindingKind.GAPS, start(reviewed), start(reviewed.plusMonths(1)))
                        : CaseFixtures.COMPLETE;
                if (findings.isAffected() || isOpen(component)) {
                    streams.add(new ReviewedStream(
                            component,
                            provider[component],
                            servicePoint[component],
                            findings,
                            latest.get(component),
                            isOpen(component) && isMended(component)));
                }
            }
            return ReviewPlan.of(reviewed, now, portfolio, streams, toBeListed);
        }

        private boolean isOpen(int component) {
            return latest.containsKey(component) && latest.get(component).isOpen();
        }

        private boolean isMended(int component) {
            return plain.broken.get(component).stream()
                    .noneMatch(month -> latest.get(component).missing().contains(start(month)));
        }

        private static long start(YearMonth month) {
            return at(month + "-01T00:00:00Z");
        }

        private void apply(ReviewPlan plan) {
            toBeListed.clear();
            for (ReviewPlan.ResolvedCase resolved : plan.resolved()) {
                assertThat(resolved.resolvedCase().isToBeListed()).isFalse();
                latest.put(resolved.resolvedCase().component(), resolved.resolvedCase());
            }
            for (ProviderReview one : plan.providers()) {
                for (ReviewLine line : one.affected()) {
                    ReviewCase state = latest.get(line.component());
                    for (CaseEvent event : line.decision().events()) {
                        if (event instanceof CaseEvent.Opened opened) {
                            state = ReviewCase.open(line.component(), opened);
                        } else if (!(event instanceof CaseEvent.Resolved)) {
                            state = state.apply(event);
                        }
                    }
                    latest.put(line.component(), state);
                    assertThat(ReviewCase.of(line.component(), state.history())).isEqualTo(state);
                }
            }
        }

        private static List<String> lines(ReviewPlan plan) {
            List<String> lines = new ArrayList<>();
            plan.providers().stream()
                    .flatMap(one -> one.affected().stream())
                    .sorted(Comparator.comparingInt(ReviewLine::component))
                    .forEach(line -> lines.add(line.component() + " "
                            + line.decision().owner() + " " + line.decision().contact() + " "
                            + line.decision().reminder()));
            lines.add("resolved "
                    + plan.resolved().stream()
                            .map(one -> one.resolvedCase().component())
                            .toList());
            return lines;
        }

        private void checkOrder(ReviewPlan plan) {
            assertThat(plan.providers()).hasSize(4);
            for (int i = 1; i < 4; i++) {
                ProviderStanding before = plan.providers().get(i - 1).standing();
                ProviderStanding after = plan.providers().get(i).standing();
                boolean isInOrder = before.components() > after.components()
                        || before.components() == after.components()
                                && (before.affected() > after.affected()
                                        || before.affected() == after.affected()
                                                && before.name().compareTo(after.name()) < 0);
                assertThat(isInOrder).as("%s before %s", before, after).isTrue();
            }
        }

        /** Nobody gets two messages, nobody is told twice of one component in a month, and all who are contacted are told. */
        private void checkMessages(ReviewPlan plan) {
            Map<Recipient, List<Integer>> expected = new HashMap<>();
            List<Integer> providersInOrder = new ArrayList<>();
            for (ProviderReview one : plan.providers()) {
                for (ReviewLine line : one.affected()) {
                    if (line.decision().contact() != Contact.NONE) {
                        Recipient to = line.decision().owner() == CaseOwner.PROVIDER
                                ? new Recipient(Recipient.Kind.PROVIDER, provider[line.component()])
                                : new Recipient(Recipient.Kind.CUSTOMER, servicePoint[line.component()]);
                        expected.computeIfAbsent(to, who -> new ArrayList<>()).add(line.component());
                        assertThat(told.add(plan.month() + " " + line.component()))
                                .isTrue();
                    }
                }
                providersInOrder.add(one.standing().provider());
            }
            Map<Recipient, List<Integer>> sent = new HashMap<>();
            int place = -1;
            for (ReviewMessage message : plan.messages()) {
                List<Integer> about =
                        message.lines().stream().map(ReviewLine::component).toList();
                assertThat(sent.put(message.to(), about)).isNull();
                if (message.to().kind() == Recipient.Kind.PROVIDER) {
                    assertThat(providersInOrder.indexOf(message.to().number())).isGreaterThan(place);
                    place = providersInOrder.indexOf(message.to().number());
                }
            }
            assertThat(sent).isEqualTo(expected);
        }
    }
}
