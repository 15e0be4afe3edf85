package io.tidemark.client.scenario.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON values as text. A whole number is written without a fraction. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Whole numbers up to here are written digit by digit; every one of them is exact in a double. */
    private static final double WHOLE_MAX = 1e15;

    private JsonText() {}

    /** The value on one line. */
    public static String line(Json value) {
        return write(value, false);
    }

    /** The value over several lines, indented. */
    public static String indented(Json value) {
        return write(value, true);
    }

    private static String write(Json value, boolean indent) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            if (indent) {
                out.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Json value, JsonGenerator out) throws IOException {
        if (value instanceof Json.Obj object) {
            out.writeStartObject();
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof Json.Arr array) {
            out.writeStartArray();
            for (Json item : array.items()) {
                write(item, out);
            }
            out.writeEndArray();
        } else if (value instanceof Json.Text string) {
            out.writeString(string.value());
        } else if (value instanceof Json.Num number) {
            writeNumber(number.value(), out);
        } else if (value instanceof Json.Flag flag) {
            out.writeBoolean(flag.value());
        } else {
            out.writeNull();
        }
    }

    private static void writeNumber(double value, JsonGenerator out) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= WHOLE_MAX) {
            out.writeNumber((long) value);
        } else if (Double.isInfinite(value)) {
            out.writeString(Double.toString(value));
        } else {
            out.writeNumber(value);
        }
    }
}
