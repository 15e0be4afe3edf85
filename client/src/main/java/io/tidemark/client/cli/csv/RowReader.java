package io.tidemark.client.cli.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the records of one file into readings, and books what cannot be read. */
final class RowReader {

    /** A column of values; the component is null where a column names it. */
    private record ValueColumn(int index, String name, String component, UnitFactor factor) {}

    private final String input;
    private final CsvOptions csv;
    private final ValueOptions values;
    private final TimestampReader times;
    private final NumberReader numbers;
    private final Rejects rejects;
    private final Tally tally;
    private final ReadingSink sink;

    private final int dateIndex;
    private final int timeIndex;
    private final int componentIndex;
    private final int conditionIndex;
    private final List<ValueColumn> columns;
    private final int fieldsMin;
    private final Map<String, Long> lastMillis = new HashMap<>();

    RowReader(
            String input,
            Header header,
            CsvOptions csv,
            TimeOptions time,
            ValueOptions values,
            Rejects rejects,
            Tally tally,
            ReadingSink sink) {
        this.input = input;
        this.csv = csv;
        this.values = values;
        this.times = time.reader();
        this.numbers = csv.numbers();
        this.rejects = rejects;
        this.tally = tally;
        this.sink = sink;
        this.dateIndex = index(header, time.dateColumn());
        this.timeIndex = index(header, time.timeColumn());
        this.componentIndex = index(header, values.componentColumn());
        this.conditionIndex = index(header, values.conditionColumn());
        this.columns = columns(header, values);
        this.fieldsMin = 1 + Math.max(Math.max(dateIndex, timeIndex), componentIndex);
    }

    private static int index(Header header, String column) {
        return column == null ? -1 : header.index(column);
    }

    private static List<ValueColumn> columns(Header header, ValueOptions values) {
        if (values.componentColumn() != null) {
            int index = header.index(values.valueColumn());
            return List.of(new ValueColumn(index, header.name(index), null, values.valueFactor()));
        }
        return values.mappings().stream()
                .map(mapping -> {
                    int index = header.index(mapping.column());
                    return new ValueColumn(index, header.name(index), mapping.component(), mapping.factor());
                })
                .toList();
    }

    void read(CsvRecord row) {
        tally.rows++;
        if (row.getFieldCount() < fieldsMin) {
            reject(row, "", "", "", "FIELDS_MISSING", "the row has " + row.getFieldCount() + " fields");
            return;
        }
        String series = componentIndex < 0 ? "" : field(row, componentIndex);
        String date = dateIndex < 0 ? null : field(row, dateIndex);
        String time = timeIndex < 0 ? null : field(row, timeIndex);
        long millis;
        int condition;
        try {
            millis = times.read(date, time, lastMillis.getOrDefault(series, Long.MIN_VALUE));
            lastMillis.put(series, millis);
            condition = conditionIndex < 0 ? values.condition() : values.condition(field(row, conditionIndex));
        } catch (BadField e) {
            reject(row, "", series, "", e.reason(), e.getMessage());
            return;
        }
        for (ValueColumn column : columns) {
            String component = column.component() == null ? series : column.component();
            value(row, column, component, millis, condition);
        }
    }

    private void value(CsvRecord row, ValueColumn column, String component, long millis, int condition) {
        String text = field(row, column.index());
        if (csv.isMissing(text)) {
            tally.missing++;
            return;
        }
        try {
            double value = csv.isInvalid(text) ? Double.NaN : column.factor().apply(numbers.read(text));
            tally.readings++;
            sink.reading(row.getStartingLineNumber(), column.name(), component, millis, value, condition);
        } catch (BadField e) {
            reject(row, column.name(), component, text, e.reason(), e.getMessage());
        }
    }

    /** A field that a short row lacks counts as empty. */
    private static String field(CsvRecord row, int index) {
        return index < row.getFieldCount() ? row.getField(index).strip() : "";
    }

    private void reject(CsvRecord row, String column, String component, String value, String reason, String message) {
        String date = dateIndex < 0 ? "" : field(row, dateIndex) + " ";
        String time = timeIndex < 0 ? "" : field(row, timeIndex);
        rejects.add(
                input, row.getStartingLineNumber(), column, component, (date + time).strip(), value, reason, message);
    }
}
