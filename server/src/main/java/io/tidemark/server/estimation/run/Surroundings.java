package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.metering.delta.DeviceChanges;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.OverlaidSeries;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.Suppression;
import io.tidemark.server.metering.filling.interval.IntervalComponent;
import io.tidemark.server.metering.filling.scalar.MeterIntervals;
import io.tidemark.server.metering.filling.scalar.ScalarComponent;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.shard.State;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the filling rules may look at for one component. Registers go by the handle of their component. Components of one
 * meter are those that share a device configuration; they count the same thing when their types' units are the same.
 * Under the read lock.
 */
final class Surroundings {

    /**
     * Where the device was for a while.
     *
     * @param servicePoint ordinal of the service point; {@link ComponentTable#NONE} when it was never installed
     * @param zone its zone
     * @param usable the time between its neighbours elsewhere
     */
    record Place(int servicePoint, ZoneId zone, Period usable) {}

    private final State state;
    private final Registry registry;
    private final int handle;
    private final MeasuringComponentType type;
    private final List<Installation> installations;
    private int meterIntervals;

    Surroundings(State state, int handle) {
        this.state = state;
        this.registry = state.registry();
        this.handle = handle;
        this.type = type(handle);
        this.installations = registry.history(handle).installations();
    }

    RuleList rules() {
        return type.rules();
    }

    private MeasuringComponentType type(int ofHandle) {
        return registry.type(registry.components().type(ofHandle));
    }

    /** Where the device was at an instant, or last before it. */
    Place place(long atMillis) {
        int at = -1;
        for (int i = 0; i < installations.size(); i++) {
            if (installations.get(i).inForce().fromMillis() <= atMillis) {
                at = i;
            }
        }
        if (at < 0) {
            return new Place(
                    ComponentTable.NONE, registry.zone(handle), new Period(Period.NO_BEGINNING, Period.STILL_OPEN));
        }
        int servicePoint = installations.get(at).servicePoint();
        int first = at;
        while (first > 0 && installations.get(first - 1).servicePoint() == servicePoint) {
            first--;
        }
        int last = at;
        while (last + 1 < installations.size() && installations.get(last + 1).servicePoint() == servicePoint) {
            last++;
        }
        long from = first == 0
                ? Period.NO_BEGINNING
                : installations.get(first).inForce().fromMillis();
        long to = last + 1 == installations.size()
                ? Period.STILL_OPEN
                : installations.get(last + 1).inForce().fromMillis();
        return new Place(servicePoint, installations.get(at).zone(), new Period(from, to));
    }

    IntervalComponent interval(Place place) {
        return new IntervalComponent(
                state.store().grid(handle),
                new StoreSeries(state.store(), handle),
                place.usable(),
                place.zone(),
                holidays(place),
                zeroFilled(place),
                registers(),
                type.decimals(),
                counting(type));
    }

    private Set<LocalDate> holidays(Place place) {
        return place.servicePoint() == ComponentTable.NONE
                ? Set.of()
                : Set.copyOf(registry.servicePoint(place.servicePoint()).holidays());
    }

    private List<Period> zeroFilled(Place place) {
        if (!registry.fillMissingDataWithZero() || place.servicePoint() == ComponentTable.NONE) {
            return List.of();
        }
        ServicePoint point = registry.servicePoint(place.servicePoint());
        return Suppression.zeroFilled(
                installations,
                point.suppressions().stream()
                        .map(one -> new Suppression(place.servicePoint(), one.period(), one.open()))
                        .toList());
    }

    private List<Register> registers() {
        List<Register> registers = new ArrayList<>();
        for (int other : registry.sameMeter(handle)) {
            MeasuringComponentType itsType = type(other);
            if (!itsType.isInterval()
                    && itsType.isCumulative()
                    && itsType.unit().equals(type.unit())) {
                registers.add(register(other));
            }
        }
        return registers;
    }

    private Register register(int ofHandle) {
        return new Register(
                ofHandle, new StoreReads(state.store(), ofHandle), counting(type(ofHandle)), deviceChanges(ofHandle));
    }

    private static Counting counting(MeasuringComponentType ofType) {
        return new Counting(ofType.registerCapacity(), ofType.rolloverRatio(), true);
    }

    private long[] deviceChanges(int ofHandle) {
        InstallationHistory history = registry.history(ofHandle);
        DeviceChanges changes = DeviceChanges.of(history.installations());
        long[] atMillis = new long[changes.size()];
        for (int k = 0; k < atMillis.length; k++) {
            atMillis[k] = changes.atMillis(k);
        }
        return atMillis;
    }

    ScalarComponent scalar(long atMillis) {
        return new ScalarComponent(register(handle), place(atMillis).zone(), intervals(), type.decimals());
    }

    private MeterIntervals intervals() {
        for (int other : registry.sameMeter(handle)) {
            MeasuringComponentType itsType = type(other);
            if (itsType.isInterval()
                    && !itsType.isCumulative()
                    && itsType.unit().equals(type.unit())) {
                meterIntervals = other;
                MeasuredSeries series = new OverlaidSeries(
                        new StoreSeries(state.store(), other), itsType.intervalMillis(), estimatesOf(other));
                return new MeterIntervals(state.store().grid(other), series);
            }
        }
        return null;
    }

    /** The filled estimates in progress of another component, as the overlay takes them. */
    private List<FilledIntervals> estimatesOf(int other) {
        List<FilledIntervals> estimates = new ArrayList<>();
        for (KeptInitialMeasurement one :
                state.estimation().initialMeasurements().inProgress(other)) {
            boolean isFilled = one.hasFilling() && one.getFilling().getProblem().isEmpty();
            if (isFilled && one.getValuesCount() > 0) {
                byte[] rules = one.getFilling().getRules().toByteArray();
                for (int i = 0; i < rules.length; i++) {
                    rules[i]--;
                }
                estimates.add(new FilledIntervals(
                        new Period(one.getFromMillis(), one.getToMillis()),
                        one.getValuesList().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        one.getConditionsList().stream()
                                .mapToInt(Integer::intValue)
                                .toArray(),
                        rules,
                        null,
                        FillingRule.INTERPOLATION,
                        List.of(),
                        List.of(),
                        null));
            }
        }
        return estimates;
    }

    /** Handle of the component whose measurements a dependency names. */
    int handleOf(Dependency dependency) {
        return switch (dependency.source()) {
            case OWN_SERIES -> handle;
            case REGISTER -> dependency.register();
            case INTERVALS_OF_METER -> meterIntervals;
        };
    }
}
