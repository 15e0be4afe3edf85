package io.tidemark.client.cli.csv;

/** Takes the readings of a file, one by one. */
interface ReadingSink {

    /**
     * One reading.
     *
     * @param line its line in the file, from 1
     * @param column the name of its column
     */
    void reading(long line, String column, String component, long timeMillis, double value, int condition);
}
