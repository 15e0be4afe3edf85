package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.Finding;
import io.tidemark.server.metering.review.FindingKind;
import io.tidemark.server.metering.review.ProviderStanding;
import io.tidemark.server.metering.review.ReviewWindow;
import io.tidemark.server.metering.review.StreamFindings;
import io.tidemark.server.metering.review.cases.Recipient;
import io.tidemark.server.metering.review.cases.ReviewLine;
import io.tidemark.server.metering.review.cases.ReviewPlan;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.server.registry.Registry;
import io.tidemark.v1.ReviewResolved;
import io.tidemark.v1.ReviewedComponent;
import io.tidemark.v1.StreamFinding;

/** What a review found and decided, as messages. Needs the state's read lock, for ids. */
final class ReviewForms {

    private static final String FINDING = "FINDING_";

    private final Registry registry;

    ReviewForms(Registry registry) {
        this.registry = registry;
    }

    /** Id of a component; empty when it is no longer registered. */
    String component(int handle) {
        return registry.components().isRegistered(handle)
                ? registry.components().id(handle)
                : "";
    }

    /** Id of a service point; empty for none. */
    String servicePoint(int ordinal) {
        return ordinal == Recipient.NO_SERVICE_POINT
                ? ""
                : registry.servicePoint(ordinal).id();
    }

    /** Id of a provider; empty for none. */
    String provider(int ordinal) {
        return ordinal == ProviderStanding.NO_PROVIDER || !registry.isProvider(ordinal)
                ? ""
                : registry.provider(ordinal).id();
    }

    /** A recipient as messages name it. */
    String recipient(Recipient to) {
        return to.kind() == Recipient.Kind.PROVIDER
                ? "provider:" + registry.provider(to.number()).id()
                : "customer:" + registry.servicePoint(to.number()).id();
    }

    ReviewedComponent line(ReviewLine line, ReviewPlan plan, Streams streams) {
        StreamFindings found = line.findings();
        ReviewedComponent.Builder form = ReviewedComponent.newBuilder()
                .setHandle(line.component())
                .setComponent(component(line.component()))
                .setCoverageHundredths(found.coverageHundredths())
                .setDaysSinceLastReading(days(line, plan, streams))
                .setOwner(CaseForms.owner(line.decision().owner()))
                .setContact(CaseForms.contact(line.decision().contact()))
                .setReminder(line.decision().reminder())
                .setServicePoint(servicePoint(line.servicePoint()));
        found.findings().forEach(finding -> form.addFindings(finding(finding)));
        return form.build();
    }

    private int days(ReviewLine line, ReviewPlan plan, Streams streams) {
        return registry.components().isRegistered(line.component())
                ? ReviewWindow.of(plan.month(), streams.calendar(line.component()), plan.atMillis())
                        .daysSince(line.findings().lastReceivedEndMillis())
                : ReviewWindow.NEVER;
    }

    private static StreamFinding finding(Finding finding) {
        return StreamFinding.newBuilder()
                .setFinding(kind(finding.kind()))
                .setFromMillis(finding.fromMillis())
                .setToMillis(finding.toMillis())
                .setFirstMissingMillis(finding.firstMissingMillis())
                .setLastMissingMillis(finding.lastMissingMillis())
                .setMissing(finding.missing())
                .setExpected(finding.expected())
                .build();
    }

    private static io.tidemark.v1.FindingKind kind(FindingKind kind) {
        return io.tidemark.v1.FindingKind.valueOf(FINDING + kind.name());
    }

    ReviewResolved resolved(ReviewPlan.ResolvedCase resolved) {
        return ReviewResolved.newBuilder()
                .setHandle(resolved.resolvedCase().component())
                .setComponent(component(resolved.resolvedCase().component()))
                .setOpenedAtMillis(resolved.resolvedCase().openedAtMillis())
                .setResolvedAtMillis(resolved.resolvedCase().resolvedAtMillis())
                .build();
    }
}
