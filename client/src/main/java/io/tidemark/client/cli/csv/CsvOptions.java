package io.tidemark.client.cli.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tidemark.client.cli.UsageException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** How the file is written. */
final class CsvOptions {

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "between fields: a character or tab (,)")
    private String delimiter = ",";

    @Option(names = "--quote", paramLabel = "CHAR", description = "around fields (\")")
    private char quote = '"';

    @Option(names = "--charset", paramLabel = "NAME", description = "encoding (UTF-8)")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(names = "--no-header", description = "the first line is data; columns are called #1, #2, …")
    private boolean withoutHeader;

    @Option(names = "--skip-lines", paramLabel = "N", description = "lines to leave out before the header (0)")
    private int skippedLines;

    @Option(
            names = "--missing",
            paramLabel = "MARK",
            description = "a field that says there is no value; an empty one always does; may be repeated")
    private Set<String> missingMarks = new TreeSet<>();

    @Option(
            names = "--invalid",
            paramLabel = "MARK",
            description =
                    "a field that says the read failed: sent as an invalid reading, for registers read at any time;"
                            + " may be repeated")
    private Set<String> invalidMarks = new TreeSet<>();

    @Option(names = "--decimal-comma", description = "decimals stand behind a comma")
    private boolean decimalComma;

    @Option(names = "--thousands", paramLabel = "CHAR", description = "what stands between thousands, if anything")
    private Character thousandsMark;

    /** Throws where an option makes no sense. */
    void check() {
        if (skippedLines < 0) {
            throw new UsageException("--skip-lines is " + skippedLines + ": give 0 or more");
        }
        delimiterCharacter();
    }

    boolean hasHeader() {
        return !withoutHeader;
    }

    int skippedLines() {
        return skippedLines;
    }

    CsvReader<CsvRecord> reader(InputStream part) {
        return CsvReader.builder()
                .fieldSeparator(delimiterCharacter())
                .quoteCharacter(quote)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .detectBomHeader(true)
                .ofCsvRecord(part, charset);
    }

    private char delimiterCharacter() {
        if (delimiter.equals("tab") || delimiter.equals("\\t")) {
            return '\t';
        }
        if (delimiter.length() != 1) {
            throw new UsageException("--delimiter is " + delimiter + ": give one character, or tab");
        }
        return delimiter.charAt(0);
    }

    NumberReader numbers() {
        return new NumberReader(decimalComma, thousandsMark == null ? 0 : thousandsMark);
    }

    boolean isInvalid(String field) {
        return invalidMarks.contains(field);
    }

    boolean isMissing(String field) {
        return field.isEmpty() || missingMarks.contains(field);
    }
}
