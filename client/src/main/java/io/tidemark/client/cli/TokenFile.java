package io.tidemark.client.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Where the command line finds its token: never on the command line itself, where others could see it. */
final class TokenFile {

    private TokenFile() {}

    /** The token of the file, else of the environment; null when there is none. */
    static String read(File file) {
        if (file == null) {
            String token = System.getenv("TIDEMARK_TOKEN");
            return token == null || token.isBlank() ? null : token.strip();
        }
        try {
            return Files.readString(file.toPath()).strip();
        } catch (NoSuchFileException e) {
            throw new UsageException("--token-file " + file + " cannot be read: there is no such file", e);
        } catch (IOException e) {
            throw new UsageException("--token-file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
