package io.tidemark.loadtest.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code one-each} or {@code runs}. */
final class ShapeConverter implements ITypeConverter<ShapeOption> {

    @Override
    public ShapeOption convert(String text) {
        for (ShapeOption option : ShapeOption.values()) {
            if (option.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return option;
            }
        }
        throw new TypeConversionException("'" + text + "' is no shape: say one-each or runs");
    }
}
