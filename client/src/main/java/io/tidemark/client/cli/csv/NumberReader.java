package io.tidemark.client.cli.csv;

/** Reads the numbers of a file: with a point or a comma before the decimals, with or without marks between thousands. */
final class NumberReader {

    private final char decimalMark;
    private final char thousandsMark;

    /**
     * Makes one.
     *
     * @param decimalComma whether decimals stand behind a comma
     * @param thousandsMark what stands between thousands; 0 for nothing
     */
    NumberReader(boolean decimalComma, char thousandsMark) {
        this.decimalMark = decimalComma ? ',' : '.';
        this.thousandsMark = thousandsMark;
    }

    double read(String text) throws BadField {
        String number = text;
        if (thousandsMark != 0) {
            number = number.replace(String.valueOf(thousandsMark), "");
        }
        if (decimalMark == ',') {
            if (number.indexOf('.') >= 0) {
                throw bad(text);
            }
            number = number.replace(',', '.');
        }
        if (!looksLikeNumber(number)) {
            throw bad(text);
        }
        try {
            double value = Double.parseDouble(number);
            if (Double.isInfinite(value)) {
                throw bad(text);
            }
            return value;
        } catch (NumberFormatException e) {
            throw bad(text);
        }
    }

    /** Digits, signs, points and exponents only: Java alone would take 1f, 0x1p3 and NaN for numbers too. */
    private static boolean looksLikeNumber(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean fits = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!fits) {
                return false;
            }
        }
        return !number.isEmpty();
    }

    private BadField bad(String text) {
        return new BadField(
                "BAD_NUMBER",
                "\"" + text + "\" is no number with a decimal " + (decimalMark == ',' ? "comma" : "point"));
    }
}
