package io.tidemark.client.cli.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.tidemark.client.cli.UsageException;
import java.util.List;

/** The columns of a file, by the names in its first line or by their numbers. */
final class Header {

    /** Empty where the file has no header. */
    private final List<String> names;

    private Header(List<String> names) {
        this.names = names;
    }

    static Header of(CsvRecord firstLine) {
        return new Header(firstLine.getFields().stream().map(String::strip).toList());
    }

    static Header none() {
        return new Header(List.of());
    }

    /**
     * Where a column stands, 0-based.
     *
     * @param column a name of the header, or {@code #} and a number from 1
     */
    int index(String column) {
        int named = names.indexOf(column);
        if (named >= 0) {
            return named;
        }
        if (column.startsWith("#")) {
            try {
                int number = Integer.parseInt(column.substring(1));
                if (number >= 1) {
                    return number - 1;
                }
            } catch (NumberFormatException e) {
                // neither a name nor a number: said below
            }
        }
        throw new UsageException("there is no column " + column + ": "
                + (names.isEmpty()
                        ? "the file has no header, give #1, #2, …"
                        : "the header has " + String.join(", ", names) + "; #1, #2, … count them"));
    }

    /** What a column is called, for people. */
    String name(int index) {
        return index < names.size() ? names.get(index) : "#" + (index + 1);
    }
}
