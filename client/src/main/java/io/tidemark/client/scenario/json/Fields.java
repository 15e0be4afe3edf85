package io.tidemark.client.scenario.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One object of a file, read key by key. A reader asks for every key it knows and then calls {@link #end()}, which
 * refuses the keys nobody asked for. A key that is absent and one that is {@code null} are the same, except to {@link
 * #isGiven}. What is of the wrong type is refused with file, line and path. For one thread.
 */
public final class Fields {

    private final String file;
    private final String path;
    private final Json.Obj object;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(String file, String path, Json.Obj object) {
        this.file = file;
        this.path = path;
        this.object = object;
    }

    /** The file, as the user named it. */
    public String file() {
        return file;
    }

    /** The line on which the object begins. */
    public int line() {
        return object.line();
    }

    /** The keys as written, in order. */
    public Set<String> keys() {
        return object.members().keySet();
    }

    /** Whether the key is written, even as {@code null}. */
    public boolean isGiven(String key) {
        known.add(key);
        return object.members().containsKey(key);
    }

    /** The value, or null when it is absent or {@code null}. */
    public Json value(String key) {
        known.add(key);
        Json value = object.members().get(key);
        return value instanceof Json.Null ? null : value;
    }

    /** A string, or null. */
    public String text(String key) {
        Json value = value(key);
        return value == null ? null : textOf(key, value);
    }

    /** A string, or what stands for its absence. */
    public String text(String key, String otherwise) {
        String value = text(key);
        return value == null ? otherwise : value;
    }

    /** A number, or null. */
    public Double number(String key) {
        Json value = value(key);
        return value == null ? null : numberOf(key, value);
    }

    /** A whole number, or null. */
    public Integer integer(String key) {
        Double value = number(key);
        if (value == null) {
            return null;
        }
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw problem(key, "must be a whole number");
        }
        return value.intValue();
    }

    /** A flag; false when it is absent. */
    public boolean flag(String key) {
        Boolean value = optionalFlag(key);
        return value != null && value;
    }

    /** A flag, or null. */
    public Boolean optionalFlag(String key) {
        Json value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Flag flag) {
            return flag.value();
        }
        throw problem(key, "must be true or false");
    }

    /** An instant, or null. */
    public Instant instant(String key) {
        String text = text(key);
        return text == null ? null : instantOf(key, text);
    }

    /** Reads text that stands under this key as an instant. */
    public Instant instantOf(String key, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw problem(key, "\"" + text + "\" is no instant with Z or an offset, such as \"2026-04-12T13:00:00Z\"");
        }
    }

    /** A duration, or null. */
    public Duration duration(String key) {
        String text = text(key);
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw problem(key, "\"" + text + "\" is no ISO-8601 duration, such as \"PT15M\"");
        }
    }

    /** One of some words, or null. */
    public <E> E oneOf(String key, Map<String, E> words) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        E meant = words.get(text);
        if (meant == null) {
            throw problem(key, "\"" + text + "\" is none of " + String.join(", ", words.keySet()));
        }
        return meant;
    }

    /** An object, or null. */
    public Fields object(String key) {
        Json value = value(key);
        return value == null ? null : objectOf(pathOf(key), value);
    }

    /** The objects of an array; none when it is absent. */
    public List<Fields> objects(String key) {
        return items(key, (index, item) -> objectOf(pathOf(key) + "[" + index + "]", item));
    }

    /** The strings of an array; none when it is absent. */
    public List<String> texts(String key) {
        return items(key, (index, item) -> textOf(key, item));
    }

    /** The numbers of an array, {@code null} as NaN; null when it is absent. */
    public double[] numbers(String key) {
        Json value = value(key);
        if (value == null) {
            return null;
        }
        return items(key, (index, item) -> item instanceof Json.Null ? Double.NaN : numberOf(key, item)).stream()
                .mapToDouble(Number::doubleValue)
                .toArray();
    }

    /** Refuses every key that was not asked for. */
    public void end() {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw new FileProblem(
                        file,
                        member.getValue().line(),
                        pathOf(member.getKey()),
                        "unknown key; known here: " + String.join(", ", known));
            }
        }
    }

    /** A problem with a key of this object, or with the object itself where the key is not written. */
    public FileProblem problem(String key, String what) {
        Json value = object.members().get(key);
        return new FileProblem(file, value == null ? object.line() : value.line(), pathOf(key), what);
    }

    private <T> List<T> items(String key, BiFunction<Integer, Json, T> reading) {
        Json value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Json.Arr array)) {
            throw problem(key, "must be an array, [ … ]");
        }
        List<T> items = new ArrayList<>(array.items().size());
        for (int i = 0; i < array.items().size(); i++) {
            items.add(reading.apply(i, array.items().get(i)));
        }
        return items;
    }

    private Fields objectOf(String itsPath, Json value) {
        if (value instanceof Json.Obj inner) {
            return new Fields(file, itsPath, inner);
        }
        throw new FileProblem(file, value.line(), itsPath, "must be an object, { … }");
    }

    private String textOf(String key, Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw new FileProblem(file, value.line(), pathOf(key), "must be a string, in quotes");
    }

    private double numberOf(String key, Json value) {
        if (value instanceof Json.Num number) {
            return number.value();
        }
        throw new FileProblem(file, value.line(), pathOf(key), "must be a number");
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
