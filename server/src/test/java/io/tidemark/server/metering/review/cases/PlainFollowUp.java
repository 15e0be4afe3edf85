package io.tidemark.server.metering.review.cases;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The follow-up of a whole portfolio once more, with plain variables and strings for answers. */
final class PlainFollowUp {

    /** One case, as someone with a notebook would keep it. */
    static final class Note {
        final TreeSet<YearMonth> months = new TreeSet<>();
        String owner = "PROVIDER";
        String lastContactedOwner = "";
        int reminders;
        long restsUntil = Long.MIN_VALUE;

        Note copy() {
            Note copy = new Note();
            copy.months.addAll(months);
            copy.owner = owner;
            copy.lastContactedOwner = lastContactedOwner;
            copy.reminders = reminders;
            copy.restsUntil = restsUntil;
            return copy;
        }
    }

    /** Months whose data are missing now, by component. */
    final TreeMap<Integer, Set<YearMonth>> broken = new TreeMap<>();

    final TreeMap<Integer, Note> open = new TreeMap<>();
    final List<Integer> resolvedUnlisted = new ArrayList<>();
    final TreeMap<Integer, YearMonth> lastContact = new TreeMap<>();

    void assign(int component, String owner) {
        Note note = open.get(component);
        if (!note.owner.equals(owner)) {
            note.owner = owner;
            note.lastContactedOwner = "";
            note.reminders = 0;
        }
    }

    boolean isMended(int component) {
        Note note = open.get(component);
        for (YearMonth month = note.months.first(); !month.isAfter(note.months.last()); month = month.plusMonths(1)) {
            if (broken.get(component).contains(month)) {
                return false;
            }
        }
        return true;
    }

    void resolve(int component) {
        open.remove(component);
        resolvedUnlisted.add(component);
    }

    /** One line a component, {@code component owner contact reminder}; then {@code resolved} with the components. */
    List<String> review(YearMonth month, long atMillis, int[] provider, int[] servicePoint) {
        List<String> lines = new ArrayList<>();
        for (int component : broken.keySet()) {
            if (open.containsKey(component) && isMended(component)) {
                resolve(component);
            }
            boolean isBroken = broken.get(component).contains(month);
            if (isBroken) {
                open.computeIfAbsent(component, one -> new Note()).months.add(month);
            }
            Note note = open.get(component);
            if (note != null) {
                String contact =
                        contact(component, note, month, atMillis, provider[component], servicePoint[component]);
                lines.add(component + " " + note.owner + " " + contact + " " + note.reminders);
            }
        }
        resolvedUnlisted.sort(null);
        lines.add("resolved " + resolvedUnlisted);
        resolvedUnlisted.clear();
        return lines;
    }

    private String contact(int component, Note note, YearMonth month, long atMillis, int provider, int servicePoint) {
        if (note.owner.equals("INTERNAL")
                || note.owner.equals("PROVIDER") && provider < 0
                || note.owner.equals("CUSTOMER") && servicePoint < 0
                || note.restsUntil > atMillis
                || lastContact.containsKey(component) && month.compareTo(lastContact.get(component)) <= 0) {
            return "NONE";
        }
        lastContact.put(component, month);
        if (note.lastContactedOwner.equals(note.owner)) {
            note.reminders++;
            return "REMINDER";
        }
        note.lastContactedOwner = note.owner;
        note.reminders = 0;
        return "FIRST";
    }

    /** A copy on which a dry run can be made. */
    PlainFollowUp copy() {
        PlainFollowUp copy = new PlainFollowUp();
        broken.forEach((component, months) -> copy.broken.put(component, new TreeSet<>(months)));
        open.forEach((component, note) -> copy.open.put(component, note.copy()));
        copy.resolvedUnlisted.addAll(resolvedUnlisted);
        copy.lastContact.putAll(lastContact);
        return copy;
    }
}
