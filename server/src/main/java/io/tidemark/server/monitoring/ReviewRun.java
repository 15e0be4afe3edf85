package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.CadenceCalendar;
import io.tidemark.server.metering.review.ProviderStanding;
import io.tidemark.server.metering.review.ReviewWindow;
import io.tidemark.server.metering.review.StreamFindings;
import io.tidemark.server.metering.review.cases.Recipient;
import io.tidemark.server.metering.review.cases.ReviewCase;
import io.tidemark.server.metering.review.cases.ReviewPlan;
import io.tidemark.server.metering.review.cases.ReviewedStream;
import io.tidemark.server.monitoring.record.CaseBook;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.shard.State;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at every component for a review and decides it; changes nothing. One run, one thread. */
final class ReviewRun {

    private final State state;
    private final YearMonth month;
    private final long atMillis;
    private final Streams streams;
    private final Map<CadenceCalendar, ReviewWindow> windows = new HashMap<>();
    private final List<ReviewedStream> reviewed = new ArrayList<>();
    private int[] componentsOfProvider = new int[16];
    private int withoutProvider;
    private long components;

    ReviewRun(State state, YearMonth month, long atMillis) {
        this.state = state;
        this.month = month;
        this.atMillis = atMillis;
        this.streams = new Streams(state);
    }

    /** How many components were looked at. */
    long components() {
        return components;
    }

    ReviewPlan decide() {
        ComponentRun.all(state, this::look);
        state.lock().read().lock();
        try {
            return ReviewPlan.of(
                    month,
                    atMillis,
                    portfolio(),
                    reviewed,
                    state.monitoring().cases().toBeListed());
        } finally {
            state.lock().read().unlock();
        }
    }

    private void look(int handle) {
        components++;
        Registry registry = state.registry();
        int provider = registry.components().provider(handle);
        count(provider);
        ReviewWindow window = windows.computeIfAbsent(
                streams.calendar(handle),
                made -> ReviewWindow.of(month, made, atMillis).keptFrom(state.earliestMillis()));
        StreamFindings findings = streams.findings(handle, window);
        CaseBook cases = state.monitoring().cases();
        boolean isOpen = cases.isOpen(handle);
        if (findings.isAffected() || isOpen) {
            ReviewCase latest = cases.latest(handle);
            int servicePoint = registry.components().servicePoint(handle);
            reviewed.add(new ReviewedStream(
                    handle,
                    provider == ComponentTable.NONE ? ProviderStanding.NO_PROVIDER : provider,
                    servicePoint == ComponentTable.NONE ? Recipient.NO_SERVICE_POINT : servicePoint,
                    findings,
                    latest,
                    isOpen && streams.isThere(handle, latest.missing())));
        }
    }

    private void count(int provider) {
        if (provider == ComponentTable.NONE) {
            withoutProvider++;
            return;
        }
        if (provider >= componentsOfProvider.length) {
            componentsOfProvider = Arrays.copyOf(componentsOfProvider, Math.max(provider + 1, 2 * provider));
        }
        componentsOfProvider[provider]++;
    }

    private List<ProviderStanding> portfolio() {
        List<ProviderStanding> standings = new ArrayList<>();
        Registry registry = state.registry();
        for (int ordinal = 0; ordinal < registry.providerOrdinals(); ordinal++) {
            int count = ordinal < componentsOfProvider.length ? componentsOfProvider[ordinal] : 0;
            if (registry.isProvider(ordinal) || count > 0) {
                standings.add(new ProviderStanding(ordinal, name(registry, ordinal), count, 0));
            }
        }
        if (withoutProvider > 0) {
            standings.add(new ProviderStanding(ProviderStanding.NO_PROVIDER, "", withoutProvider, 0));
        }
        return standings;
    }

    private static String name(Registry registry, int ordinal) {
        if (!registry.isProvider(ordinal)) {
            return "";
        }
        Provider provider = registry.provider(ordinal);
        return provider.name().isEmpty() ? provider.id() : provider.name();
    }
}
