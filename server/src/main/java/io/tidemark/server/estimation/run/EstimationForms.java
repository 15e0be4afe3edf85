package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.journal.v1.KeptToDo;
import io.tidemark.journal.v1.OutcomeFound;
import io.tidemark.server.metering.estimation.ExaminedGap;
import io.tidemark.server.metering.estimation.Horizon;
import io.tidemark.server.metering.estimation.InProgress;
import io.tidemark.server.metering.estimation.Outcome;
import io.tidemark.server.metering.estimation.OutcomeKind;
import io.tidemark.server.metering.estimation.Skip;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.v1.EstimationHorizon;
import io.tidemark.v1.EstimationOutcome;
import io.tidemark.v1.EstimationOutcomeKind;
import io.tidemark.v1.EstimationSkip;
import io.tidemark.v1.EstimationSkipReason;
import io.tidemark.v1.GapFate;
import io.tidemark.v1.HorizonBeginRule;
import io.tidemark.v1.HorizonEndRule;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.MillisPeriod;
import io.tidemark.v1.ToDo;
import java.util.ArrayList;
import java.util.List;

/** What estimation found and keeps, as messages. */
final class EstimationForms {

    private EstimationForms() {}

    static EstimationHorizon horizon(int handle, String component, Horizon horizon) {
        return EstimationHorizon.newBuilder()
                .setHandle(handle)
                .setComponent(component)
                .setFromMillis(horizon.fromMillis())
                .setBeginRule(beginRule(horizon))
                .setToMillis(horizon.toMillis())
                .setEndRule(endRule(horizon))
                .build();
    }

    private static HorizonBeginRule beginRule(Horizon horizon) {
        return HorizonBeginRule.valueOf("BEGIN_" + horizon.beginRule().name());
    }

    private static HorizonEndRule endRule(Horizon horizon) {
        return HorizonEndRule.valueOf("END_" + horizon.endRule().name());
    }

    static EstimationSkip skip(int handle, String component, Skip skip) {
        return EstimationSkip.newBuilder()
                .setHandle(handle)
                .setComponent(component)
                .setReason(EstimationSkipReason.valueOf(skip.reason().name()))
                .setUntilMillis(skip.untilMillis())
                .build();
    }

    static EstimationOutcome.Builder outcome(
            int handle, String component, String type, Horizon horizon, Outcome outcome) {
        EstimationOutcome.Builder message = EstimationOutcome.newBuilder()
                .setHandle(handle)
                .setComponent(component)
                .setKind(
                        outcome.kind() == OutcomeKind.TO_DO
                                ? EstimationOutcomeKind.TO_DO
                                : EstimationOutcomeKind.INITIAL_MEASUREMENT)
                .setFromMillis(outcome.fromMillis())
                .setToMillis(outcome.toMillis())
                .setIntervals((int) outcome.intervals())
                .setZeroFilledIntervals((int) outcome.zeroFilledIntervals())
                .setBeginRule(beginRule(horizon))
                .setEndRule(endRule(horizon))
                .setType(type);
        outcome.disconnected().forEach(off -> message.addDisconnected(period(off.fromMillis(), off.toMillis())));
        return message;
    }

    static OutcomeFound found(EstimationOutcome.Builder outcome) {
        OutcomeFound.Builder found = OutcomeFound.newBuilder()
                .setHandle(outcome.getHandle())
                .setIsToDo(outcome.getKind() == EstimationOutcomeKind.TO_DO)
                .setFromMillis(outcome.getFromMillis())
                .setToMillis(outcome.getToMillis())
                .setIntervals(outcome.getIntervals())
                .setZeroFilledIntervals(outcome.getZeroFilledIntervals());
        for (MillisPeriod off : outcome.getDisconnectedList()) {
            found.addDisconnectedMillis(off.getFromMillis()).addDisconnectedMillis(off.getToMillis());
        }
        return found.build();
    }

    static MillisPeriod period(long fromMillis, long toMillis) {
        return MillisPeriod.newBuilder()
                .setFromMillis(fromMillis)
                .setToMillis(toMillis)
                .build();
    }

    static io.tidemark.v1.ExaminedGap gap(ExaminedGap gap) {
        io.tidemark.v1.ExaminedGap.Builder message = io.tidemark.v1.ExaminedGap.newBuilder()
                .setFromMillis(gap.fromMillis())
                .setToMillis(gap.toMillis())
                .setIntervals((int) gap.intervals())
                .setFate(
                        switch (gap.fate()) {
                            case WHOLE -> GapFate.ASKED_WHOLE;
                            case REDUCED -> GapFate.ASKED_IN_PART;
                            case COVERED -> GapFate.COVERED;
                            case WAITS -> GapFate.WAITS;
                        });
        for (InProgress underWay : gap.underWay()) {
            if (underWay.kind() == OutcomeKind.TO_DO) {
                message.addToDos(underWay.id());
            } else {
                message.addInitialMeasurements(underWay.id());
            }
        }
        return message.build();
    }

    static InitialMeasurement initialMeasurement(KeptInitialMeasurement one, String component, boolean withValues) {
        InitialMeasurement.Builder message = InitialMeasurement.newBuilder()
                .setId(one.getId())
                .setHandle(one.getHandle())
                .setComponent(component)
                .setFromMillis(one.getFromMillis())
                .setToMillis(one.getToMillis())
                .setIntervals(one.getIntervals())
                .setStatus(one.getStatus())
                .setOrigin(one.getOrigin())
                .setRun(one.getRun())
                .setZeroFilledIntervals(one.getZeroFilledIntervals())
                .setProblem(one.getFilling().getProblem())
                .setProblemMessage(one.getFilling().getProblemMessage());
        for (Period off : periods(one.getDisconnectedMillisList())) {
            message.addDisconnected(period(off.fromMillis(), off.toMillis()));
        }
        if (withValues) {
            message.addAllValues(one.getValuesList()).addAllConditions(one.getConditionsList());
        }
        return message.build();
    }

    /** Begin and end of each, as kept, as periods. */
    static List<Period> periods(List<Long> millis) {
        List<Period> periods = new ArrayList<>(millis.size() / 2);
        for (int i = 0; i < millis.size(); i += 2) {
            periods.add(new Period(millis.get(i), millis.get(i + 1)));
        }
        return periods;
    }

    static ToDo toDo(KeptToDo toDo, String component) {
        return ToDo.newBuilder()
                .setId(toDo.getId())
                .setHandle(toDo.getHandle())
                .setComponent(component)
                .setReason(toDo.getReason())
                .setFromMillis(toDo.getFromMillis())
                .setToMillis(toDo.getToMillis())
                .setRun(toDo.getRun())
                .setInitialMeasurement(toDo.getInitialMeasurement())
                .setAssignee(toDo.getAssignee())
                .setClosing(toDo.getClosing())
                .build();
    }
}
