package io.tidemark.client.scenario.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value and the line of the file it was introduced on: of a member the line of its key, of anything else the line
 * on which it begins. The line is 0 for a value that was not read from a file.
 */
public sealed interface Json {

    /** Line of the file, from 1; 0 when it did not come from one. */
    int line();

    /** An object; members keep the order they were written in. */
    record Obj(Map<String, Json> members, int line) implements Json {
        /** Copies the members. */
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Arr(List<Json> items, int line) implements Json {
        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Text(String value, int line) implements Json {}

    /** A number; finite unless the file wrote one beyond the range of a double. */
    record Num(double value, int line) implements Json {}

    /** {@code true} or {@code false}. */
    record Flag(boolean value, int line) implements Json {}

    /** {@code null}. */
    record Null(int line) implements Json {}

    /** A string that did not come from a file. */
    static Json text(String value) {
        return new Text(value, 0);
    }

    /** A number that did not come from a file; NaN, for which JSON has no word, becomes {@code null}. */
    static Json number(double value) {
        return Double.isNaN(value) ? new Null(0) : new Num(value, 0);
    }

    /** An array that did not come from a file. */
    static Json array(List<? extends Json> items) {
        return new Arr(List.copyOf(items), 0);
    }

    /** The null that did not come from a file. */
    static Json nothing() {
        return new Null(0);
    }

    /** An object that did not come from a file, to be filled member by member. */
    static Members object() {
        return new Members();
    }

    /** An object in the making; for one thread. */
    final class Members {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Members() {}

        /** Adds a member at the end. */
        public Members with(String key, Json value) {
            members.put(key, value);
            return this;
        }

        /** Adds a string. */
        public Members with(String key, String value) {
            return with(key, text(value));
        }

        /** Adds a number. */
        public Members with(String key, double value) {
            return with(key, number(value));
        }

        /** Adds an array. */
        public Members with(String key, List<? extends Json> items) {
            return with(key, array(items));
        }

        /** The object as filled so far. */
        public Obj end() {
            return new Obj(members, 0);
        }
    }
}
