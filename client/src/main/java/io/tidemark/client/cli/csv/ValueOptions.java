package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which columns hold whose values, and how good they are. */
final class ValueOptions {

    private static final int CONDITION_MIN = 100_000;
    private static final int CONDITION_MAX = 999_999;

    @Option(
            names = "--column",
            paramLabel = "COLUMN=COMPONENT[*FACTOR]",
            description = "a column with the values of one component, times a factor to its unit (such as *1/60);"
                    + " may be repeated")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--component-column",
            paramLabel = "COLUMN",
            description = "column with the component's id, where each row holds one reading of any component")
    private String componentColumn;

    @Option(names = "--value-column", paramLabel = "COLUMN[*FACTOR]", description = "its column of the value")
    private String valueColumn;

    @Option(names = "--condition", paramLabel = "CODE", description = "condition code of the readings (501000)")
    private int condition = 501_000;

    @Option(names = "--condition-column", paramLabel = "COLUMN", description = "column with the condition of the row")
    private String conditionColumn;

    @Option(
            names = "--condition-map",
            paramLabel = "TEXT=CODE",
            description = "what a text in that column means; may be repeated; numbers stand for themselves")
    private Map<String, Integer> conditionMap = new HashMap<>();

    void check() {
        boolean tall = componentColumn != null || valueColumn != null;
        if (tall == !columns.isEmpty()) {
            throw new UsageException("where are the values? Give --column COLUMN=COMPONENT for each component,"
                    + " or --component-column and --value-column");
        }
        if (tall && (componentColumn == null || valueColumn == null)) {
            throw new UsageException("--component-column and --value-column belong together");
        }
        checkColumns();
        checkCondition("--condition", condition);
        conditionMap.forEach((text, code) -> checkCondition("--condition-map " + text, code));
    }

    private void checkColumns() {
        Set<String> components = new HashSet<>();
        for (ColumnMapping mapping : mappings()) {
            if (!components.add(mapping.component())) {
                throw new UsageException("two columns go to " + mapping.component()
                        + ": a component has one value at a time, give each column a component of its own");
            }
        }
        if (valueColumn != null) {
            valueFactor();
        }
    }

    private static void checkCondition(String name, int code) {
        if (code < CONDITION_MIN || code > CONDITION_MAX) {
            throw new UsageException(name + " is " + code + ": a condition code lies between " + CONDITION_MIN + " and "
                    + CONDITION_MAX);
        }
    }

    /** The columns of fixed components; empty where a column names the component. */
    List<ColumnMapping> mappings() {
        return columns.stream().map(ColumnMapping::parse).toList();
    }

    /** Null where the columns belong to fixed components. */
    String componentColumn() {
        return componentColumn;
    }

    String valueColumn() {
        int star = valueColumn.lastIndexOf('*');
        return star < 1 ? valueColumn : valueColumn.substring(0, star).strip();
    }

    UnitFactor valueFactor() {
        int star = valueColumn.lastIndexOf('*');
        return star < 1
                ? UnitFactor.ONE
                : UnitFactor.parse(valueColumn.substring(star + 1).strip());
    }

    /** Null where all readings have the same condition. */
    String conditionColumn() {
        return conditionColumn;
    }

    int condition() {
        return condition;
    }

    int condition(String text) throws BadField {
        Integer mapped = conditionMap.get(text);
        if (mapped != null) {
            return mapped;
        }
        if (text.isEmpty()) {
            return condition;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadField(
                    "BAD_CONDITION", "\"" + text + "\" is no condition code: say what it means with --condition-map");
        }
    }
}
