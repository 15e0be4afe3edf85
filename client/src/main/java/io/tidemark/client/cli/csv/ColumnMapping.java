package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.UsageException;

/**
 * A column whose values belong to one component.
 *
 * @param column its name in the header, or {@code #} and its number from 1
 * @param component id of the measuring component
 * @param factor to the component's unit
 */
record ColumnMapping(String column, String component, UnitFactor factor) {

    /** From {@code COLUMN=COMPONENT} or {@code COLUMN=COMPONENT*FACTOR}. Ids hold neither sign. */
    static ColumnMapping parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new UsageException("--column is " + text
                    + ": give COLUMN=COMPONENT or COLUMN=COMPONENT*FACTOR, such as power=house/active*1/60");
        }
        String target = text.substring(equals + 1);
        int star = target.indexOf('*');
        return new ColumnMapping(
                text.substring(0, equals),
                star < 0 ? target : target.substring(0, star).strip(),
                star < 0
                        ? UnitFactor.ONE
                        : UnitFactor.parse(target.substring(star + 1).strip()));
    }
}
