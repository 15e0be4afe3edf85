package io.tidemark.server.estimation.run;

import io.tidemark.server.metering.calendar.WallClock;
import io.tidemark.server.metering.estimation.EstimationMethod;
import io.tidemark.server.metering.estimation.EstimationRun;
import io.tidemark.server.metering.estimation.EstimationSettings;
import io.tidemark.server.metering.estimation.IntervalSettings;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.estimation.ScanPolicy;
import io.tidemark.server.metering.estimation.Suppression;
import io.tidemark.server.metering.estimation.TideMarkScan;
import io.tidemark.server.metering.estimation.TideMarkScan.Verdict;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.shard.State;
import io.tidemark.server.shard.TideMarks;
import java.util.Arrays;

/**
 * Drops the components at which nothing can be missing by a look at a few columns, without touching their data ({@link
 * TideMarkScan}). Under the read lock; one thread at a time. What it remembers of types and service points is of the
 * moment at which it was made, so a piece makes a new one.
 *
 * <p>Of what the columns do not tell it assumes what sends the component on to the estimator: a cut-off may lie as late
 * as the wait allows.
 */
final class FirstLook {

    private static final byte HELD = 1;
    private static final byte FREE = 2;

    private final State state;
    private final ComponentTable components;
    private final EstimationRun run;
    private ScanPolicy[] policies = {};
    private byte[] servicePoints = {};

    FirstLook(State state, EstimationRun run) {
        this.state = state;
        this.components = state.registry().components();
        this.run = run;
    }

    Verdict verdict(int handle) {
        long installedFrom = components.installedFromMillisColumn()[handle];
        long installedTo = components.installedToMillisColumn()[handle];
        int servicePoint = components.servicePoint(handle);
        if (servicePoint == ComponentTable.NONE || installedFrom >= installedTo) {
            return Verdict.EXAMINE;
        }
        if (run.processMillis() < installedFrom) {
            // A back-dated run: the service point that counts is an earlier installation's.
            return Verdict.EXAMINE;
        }
        long mark = state.tideMarks().latestContiguous(handle);
        if (mark == TideMarks.ABSENT) {
            return Verdict.EXAMINE;
        }
        int length = components.intervalMillis(handle);
        long expectedUntil = length == 0 || installedTo == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : installedTo - Math.floorMod(installedTo - components.phaseMillis(handle), (long) length);
        return TideMarkScan.verdict(policy(handle), mark, installedFrom, expectedUntil, isHeld(servicePoint));
    }

    private ScanPolicy policy(int handle) {
        int type = components.type(handle);
        if (type >= policies.length) {
            policies = Arrays.copyOf(policies, type + 16);
        }
        if (policies[type] == null) {
            policies[type] = policy(state.registry().type(type).estimation());
        }
        return policies[type];
    }

    private ScanPolicy policy(EstimationSettings settings) {
        if (settings instanceof ScalarSettings scalar) {
            return ScanPolicy.ofScalar(run, scalar);
        }
        IntervalSettings interval = (IntervalSettings) settings;
        if (interval.method() == EstimationMethod.PREDICTABLE_CUTOFF) {
            long waited = run.processMillis() - interval.hoursToWait() * 3_600_000L;
            return new ScanPolicy(waited, waited, false);
        }
        return ScanPolicy.ofInterval(run, interval, (WallClock) null);
    }

    private boolean isHeld(int ordinal) {
        if (ordinal >= servicePoints.length) {
            servicePoints = Arrays.copyOf(servicePoints, Math.max(ordinal + 1, 2 * servicePoints.length));
        }
        if (servicePoints[ordinal] == 0) {
            ServicePoint point = state.registry().servicePoint(ordinal);
            boolean isHeld = !point.isEstimationEligible()
                    || point.suppressions().stream().anyMatch(Suppression::open);
            servicePoints[ordinal] = isHeld ? HELD : FREE;
        }
        return servicePoints[ordinal] == HELD;
    }
}
