package io.tidemark.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may call, as configured.
 *
 * @param certificateFile PEM file of the certificate chain; null: no encryption
 * @param keyFile PEM file of the private key; null exactly when there is no certificate
 * @param tokenFile file with one token a line; null: whoever reaches the port may call
 */
public record AccessConfig(Path certificateFile, Path keyFile, Path tokenFile) {

    /** Nobody is asked, nothing is encrypted. */
    public static final AccessConfig OPEN = new AccessConfig(null, null, null);

    /** Shortest token taken; a shorter one could be guessed. */
    public static final int TOKEN_LENGTH_MIN = 16;

    /**
     * Checks that certificate and key come together.
     *
     * @throws IllegalArgumentException when only one of them is given
     */
    public AccessConfig {
        if ((certificateFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException(
                    "tidemark.access.certificateFile and tidemark.access.keyFile come together: give both or none");
        }
    }

    /** Whether connections are encrypted. */
    public boolean isEncrypted() {
        return certificateFile != null;
    }

    /**
     * The tokens that open the door; empty when nobody is asked.
     *
     * @throws IllegalArgumentException when the file holds no token, or one that is too short
     */
    public List<byte[]> tokens() throws IOException {
        List<byte[]> tokens = new ArrayList<>();
        if (tokenFile == null) {
            return tokens;
        }
        for (String line : Files.readAllLines(tokenFile, StandardCharsets.UTF_8)) {
            String token = line.strip();
            if (token.isEmpty() || token.startsWith("#")) {
                continue;
            }
            if (token.length() < TOKEN_LENGTH_MIN) {
                throw new IllegalArgumentException("a token in " + tokenFile + " has " + token.length()
                        + " characters: it needs at least " + TOKEN_LENGTH_MIN);
            }
            tokens.add(token.getBytes(StandardCharsets.UTF_8));
        }
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("there is no token in " + tokenFile + ": write one a line");
        }
        return tokens;
    }
}
