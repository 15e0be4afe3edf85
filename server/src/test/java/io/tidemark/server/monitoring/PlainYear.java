package io.tidemark.server.monitoring;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A year of outages and what has to follow from them, worked out slowly and plainly. A component has one reading a day, which
 * comes on the next day at three and is due at six; what an outage held back comes later, or never.
 */
final class PlainYear {

    /** In place of the day on which a reading comes. */
    static final int NEVER = Integer.MAX_VALUE;

    /** A case as it must be: numbers of days, and how often its owner was reminded. */
    record Case(int opened, int resolved, int reminders) {}

    private static final class Open {
        private int from;
        private int to;
        private int opened;
        private int reminders;
    }

    final LocalDate first;
    final int days;
    final int components;
    final int providers;

    /** For each component and day, the day on which the reading of that day comes. */
    final int[][] comes;

    private final Map<Integer, Open> open = new TreeMap<>();
    final Map<Integer, List<Case>> closed = new TreeMap<>();

    PlainYear(LocalDate first, int days, int components, int providers, Random random) {
        this.first = first;
        this.days = days;
        this.components = components;
        this.providers = providers;
        this.comes = new int[components][days];
        for (int[] ofOne : comes) {
            for (int day = 0; day < days; day++) {
                ofOne[day] = day + 1;
            }
        }
        for (int provider = 0; provider < providers; provider++) {
            for (int outage = random.nextInt(4); outage > 0; outage--) {
                int from = random.nextInt(days);
                int to = from + 1 + random.nextInt(30);
                int share = 30 + random.nextInt(71);
                for (int component = provider; component < components; component += providers) {
                    if (random.nextInt(100) < share) {
                        holdBack(component, from, to, random);
                    }
                }
            }
        }
        for (int outage = components / 4; outage > 0; outage--) {
            int from = random.nextInt(days);
            holdBack(random.nextInt(components), from, from + 1 + random.nextInt(60), random);
        }
    }

    private void holdBack(int component, int from, int to, Random random) {
        int kind = random.nextInt(10);
        int late = kind == 0 ? NEVER : kind < 6 ? to + 1 : to + 1 + random.nextInt(70);
        for (int day = from; day < Math.min(to, days); day++) {
            comes[component][day] = Math.max(comes[component][day], late);
        }
    }

    int providerOf(int component) {
        return component % providers;
    }

    private boolean isThere(int component, int day, int today) {
        return comes[component][day] <= today;
    }

    /** Providers that are disturbed on a day, half past six. */
    Set<Integer> disturbed(int today) {
        int[] late = new int[providers];
        int[] streams = new int[providers];
        for (int component = 0; component < components; component++) {
            int last = Math.min(today, days) - 1;
            while (last >= 0 && !isThere(component, last, today)) {
                last--;
            }
            if (last == days - 1) {
                // It was removed then; nothing more is expected of it.
                continue;
            }
            streams[providerOf(component)]++;
            if (last <= today - 2) {
                late[providerOf(component)]++;
            }
        }
        Set<Integer> disturbed = new TreeSet<>();
        for (int provider = 0; provider < providers; provider++) {
            if (late[provider] >= 10 && 2 * late[provider] >= streams[provider]) {
                disturbed.add(provider);
            }
        }
        return disturbed;
    }

    /** Resolves the cases whose days are all there. */
    void resolve(int today) {
        List<Integer> done = new ArrayList<>();
        open.forEach((component, one) -> {
            for (int day = one.from; day < one.to; day++) {
                if (!isThere(component, day, today)) {
                    return;
                }
            }
            done.add(component);
            closed.computeIfAbsent(component, none -> new ArrayList<>(1))
                    .add(new Case(one.opened, today, one.reminders));
        });
        done.forEach(open::remove);
    }

    /** Reviews a month: for each affected component the count of the reminder, 0 for the first contact. */
    Map<Integer, Integer> review(YearMonth month, int today) {
        int from = (int) Math.max(0, month.atDay(1).toEpochDay() - first.toEpochDay());
        int to = (int) Math.min(days, month.plusMonths(1).atDay(1).toEpochDay() - first.toEpochDay());
        Map<Integer, Integer> contacts = new TreeMap<>();
        for (int component = 0; component < components; component++) {
            int begins = -1;
            int ends = -1;
            for (int day = from; day < to; day++) {
                if (!isThere(component, day, today)) {
                    begins = begins < 0 ? day : begins;
                    ends = day + 1;
                }
            }
            Open one = open.get(component);
            if (one != null) {
                one.reminders++;
                if (begins >= 0) {
                    one.from = Math.min(one.from, begins);
                    one.to = Math.max(one.to, ends);
                }
                contacts.put(component, one.reminders);
            } else if (begins >= 0) {
                one = new Open();
                one.opened = today;
                one.from = begins;
                one.to = ends;
                open.put(component, one);
                contacts.put(component, 0);
            }
        }
        return contacts;
    }

    /** Every case of a component, oldest first; one that is open is resolved {@link #NEVER}. */
    List<Case> cases(int component) {
        List<Case> all = new ArrayList<>(closed.getOrDefault(component, List.of()));
        Open still = open.get(component);
        if (still != null) {
            all.add(new Case(still.opened, NEVER, still.reminders));
        }
        return all;
    }
}
