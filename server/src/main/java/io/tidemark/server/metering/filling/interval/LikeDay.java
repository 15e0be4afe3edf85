package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.RuleSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean of the same local time of day on the nearest like days, of which there are at most three.
 *
 * <p>Time of day is the service point's legal time, because people live by it. A like day need not be as long as the day
 * that is filled: a time of day that its change of clocks skipped is looked up later by the change, one that it had
 * twice is its first; both hours of a doubled one on the filled day look up the same. Where the grid is shifted against
 * the clock between the two days, the interval that contains the instant is taken.
 */
final class LikeDay {

    private final IntervalComponent component;
    private final MeasuredDays days;
    private final DayChoice choice;
    private final int daysMin;

    LikeDay(IntervalComponent component, MeasuredSeries surroundings, RuleSettings settings) {
        this.component = component;
        this.days = new MeasuredDays(component.grid(), component.zone(), surroundings);
        this.choice = new DayChoice(component.holidays(), settings.lookBackDays(), settings.lookForwardDays());
        this.daysMin = settings.likeDaysNeeded();
    }

    void apply(IntervalDraft draft) {
        LocalDate day = null;
        List<MeasuredDays.Day> like = List.of();
        int runFrom = -1;
        for (int i = 0; i < draft.intervals(); i++) {
            boolean open = draft.isOpen(i);
            if (open) {
                ZonedDateTime local = Instant.ofEpochMilli(draft.startOf(i)).atZone(component.zone());
                if (!local.toLocalDate().equals(day)) {
                    runFrom = explain(draft, runFrom, i, day, like);
                    day = local.toLocalDate();
                    like = nearest(draft, day);
                }
                if (like.size() >= daysMin) {
                    draft.fill(i, mean(like, local.toLocalTime()), FillingRule.LIKE_DAY);
                    runFrom = runFrom < 0 ? i : runFrom;
                }
            } else {
                runFrom = explain(draft, runFrom, i, day, like);
            }
        }
        explain(draft, runFrom, draft.intervals(), day, like);
    }

    private List<MeasuredDays.Day> nearest(IntervalDraft draft, LocalDate day) {
        List<MeasuredDays.Day> like = new ArrayList<>(RuleSettings.LIKE_DAYS_MAX);
        choice.inOrder(day, candidate -> {
            MeasuredDays.Day measured = days.get(candidate);
            if (measured != null) {
                like.add(measured);
            }
            return like.size() < RuleSettings.LIKE_DAYS_MAX;
        });
        if (like.size() < daysMin) {
            draft.refuse(FillingRule.LIKE_DAY, "like days of " + day + ": " + like.size() + ", needed: " + daysMin);
        }
        return like;
    }

    private static double mean(List<MeasuredDays.Day> like, LocalTime time) {
        double sum = 0;
        for (MeasuredDays.Day one : like) {
            sum += one.valueAt(time);
        }
        return sum / like.size();
    }

    /** Closes the run of filled intervals that ends here; gives the beginning of no run. */
    private static int explain(IntervalDraft draft, int runFrom, int to, LocalDate day, List<MeasuredDays.Day> like) {
        if (runFrom >= 0) {
            draft.explain(new Evidence.LikeDays(
                    runFrom, to, day, like.stream().map(MeasuredDays.Day::date).toList()));
            for (MeasuredDays.Day one : like) {
                draft.restsOn(Dependency.onOwn(one.fromMillis(), one.toMillis()));
            }
        }
        return -1;
    }
}
