package io.tidemark.client.scenario;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a result with what the file expects of it: of an object the keys given, of an array every item, numbers to
 * {@link #TOLERANCE}. A list left out of the result is an empty one, a flag left out is false.
 */
final class Expectation {

    /** Numbers no further apart than this are the same. */
    static final double TOLERANCE = 1e-9;

    /** Most differences told of one result. */
    static final int DIFFERENCES_MAX = 20;

    private static final String ERROR = "error";

    private final List<String> differences = new ArrayList<>();

    private Expectation() {}

    /** What differs between a step's result and what it was to contain; an error nobody expected does. */
    static List<String> differencesOfResult(Json expected, Json.Obj result) {
        Json error = result.members().get(ERROR);
        if (error != null
                && !(expected instanceof Json.Obj object && object.members().containsKey(ERROR))) {
            return List.of(ERROR + ": not expected: " + JsonText.line(error));
        }
        return differences(expected, result);
    }

    /** What differs, each with its path and, where the file has one, its line. Empty: it is contained. */
    static List<String> differences(Json expected, Json actual) {
        Expectation comparison = new Expectation();
        comparison.compare("", expected, actual);
        return List.copyOf(comparison.differences);
    }

    private void compare(String path, Json expected, Json actual) {
        if (expected instanceof Json.Obj wanted && actual instanceof Json.Obj got) {
            for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
                String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                Json value = got.members().get(member.getKey());
                if (value != null) {
                    compare(inner, member.getValue(), value);
                } else if (!mayBeLeftOut(member.getValue())) {
                    differs(inner, member.getValue(), "nothing");
                }
            }
        } else if (expected instanceof Json.Arr wanted && actual instanceof Json.Arr got) {
            compareItems(path, wanted, got);
        } else if (!isSame(expected, actual)) {
            differs(path, expected, JsonText.line(actual));
        }
    }

    private void compareItems(String path, Json.Arr wanted, Json.Arr got) {
        int both = Math.min(wanted.items().size(), got.items().size());
        if (wanted.items().size() != got.items().size()) {
            add(path + at(wanted) + ": expected " + wanted.items().size() + " items, got "
                    + got.items().size());
        }
        for (int i = 0; i < both; i++) {
            compare(path + "[" + i + "]", wanted.items().get(i), got.items().get(i));
        }
        for (int i = both; i < wanted.items().size(); i++) {
            differs(path + "[" + i + "]", wanted.items().get(i), "nothing");
        }
        for (int i = both; i < got.items().size(); i++) {
            add(path + "[" + i + "]: not expected: " + JsonText.line(got.items().get(i)));
        }
    }

    private static boolean mayBeLeftOut(Json expected) {
        return (expected instanceof Json.Arr array && array.items().isEmpty())
                || (expected instanceof Json.Flag flag && !flag.value());
    }

    private static boolean isSame(Json expected, Json actual) {
        if (expected instanceof Json.Num wanted && actual instanceof Json.Num got) {
            return wanted.value() == got.value() || Math.abs(wanted.value() - got.value()) <= TOLERANCE;
        }
        if (expected instanceof Json.Text wanted && actual instanceof Json.Text got) {
            return wanted.value().equals(got.value());
        }
        if (expected instanceof Json.Flag wanted && actual instanceof Json.Flag got) {
            return wanted.value() == got.value();
        }
        return expected instanceof Json.Null && actual instanceof Json.Null;
    }

    private void differs(String path, Json expected, String got) {
        add(path + at(expected) + ": expected " + JsonText.line(expected) + ", got " + got);
    }

    private static String at(Json expected) {
        return expected.line() > 0 ? " (line " + expected.line() + ")" : "";
    }

    private void add(String difference) {
        if (differences.size() < DIFFERENCES_MAX) {
            differences.add(difference);
        } else if (differences.size() == DIFFERENCES_MAX) {
            differences.add("… and more");
        }
    }
}
