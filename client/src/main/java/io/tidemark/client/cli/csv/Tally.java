package io.tidemark.client.cli.csv;

/** What has become of the rows and readings so far. */
final class Tally {

    long rows;
    long readings;
    long missing;
    long accepted;
    long duplicate;
    long rejected;
    /** Readings whose acknowledgement was lost with a connection: stored, save what the server refused of them. */
    long unreported;
}
