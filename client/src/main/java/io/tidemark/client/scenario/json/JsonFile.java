package io.tidemark.client.scenario.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a file that holds one JSON object. Comments as in Java are allowed, since people annotate what they rehearse; a
 * key written twice in one object is not.
 */
public final class JsonFile {

    /** Largest file read, bytes. */
    public static final long FILE_BYTES_MAX = 256L << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern BEGINNING =
            Pattern.compile("start marker at \\[Source: .*; line: (\\d+), column: (\\d+)\\]");

    private JsonFile() {}

    /**
     * Reads the whole file.
     *
     * @throws FileProblem when it cannot be read, is larger than {@link #FILE_BYTES_MAX}, or is not one JSON object
     */
    public static Fields read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new FileProblem(
                        file.toString(), 0, "", "cannot be read: it is a directory; name the files in it");
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new FileProblem(
                        file.toString(), 0, "", "the file is larger than " + FILE_BYTES_MAX + " bytes; split it");
            }
            try (InputStream bytes = Files.newInputStream(file);
                    JsonParser parser = FACTORY.createParser(bytes)) {
                return read(file.toString(), parser);
            }
        } catch (NoSuchFileException e) {
            throw new FileProblem(file.toString(), 0, "", "there is no such file");
        } catch (IOException e) {
            throw new FileProblem(file.toString(), 0, "", "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads text as if it stood in a file of the given name.
     *
     * @throws FileProblem when it is not one JSON object
     */
    public static Fields read(String file, Reader text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return read(file, parser);
        }
    }

    private static Fields read(String file, JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FileProblem(file, lineOf(parser), "", "the file must hold one JSON object, { … }");
            }
            Json value = value(parser, lineOf(parser));
            if (parser.nextToken() != null) {
                throw new FileProblem(file, lineOf(parser), "", "something follows the object; a file holds only one");
            }
            return new Fields(file, "", (Json.Obj) value);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new FileProblem(file, line, "", "not readable as JSON: " + withoutSource(e.getOriginalMessage()));
        }
    }

    /** The parser's own word for where something began, without its word for a file that it does not know. */
    private static String withoutSource(String message) {
        return BEGINNING.matcher(message).replaceAll("begun at line $1, column $2");
    }

    private static Json value(JsonParser parser, int line) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, line);
            case START_ARRAY -> array(parser, line);
            case VALUE_STRING -> new Json.Text(parser.getText(), line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getDoubleValue(), line);
            case VALUE_TRUE -> new Json.Flag(true, line);
            case VALUE_FALSE -> new Json.Flag(false, line);
            default -> new Json.Null(line);
        };
    }

    private static Json object(JsonParser parser, int line) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyLine = lineOf(parser);
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, value(parser, keyLine));
        }
        return new Json.Obj(members, line);
    }

    private static Json array(JsonParser parser, int line) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, lineOf(parser)));
        }
        return new Json.Arr(items, line);
    }

    private static int lineOf(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
