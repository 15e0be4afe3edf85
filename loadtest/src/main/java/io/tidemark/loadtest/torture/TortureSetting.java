package io.tidemark.loadtest.torture;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the caller of the long suites asked for.
 *
 * @param kills how often a server is killed at a random moment
 * @param seed of content and moments; a row picks one, and prints it, when it is empty
 * @param directory where stores, logs and records lie; each row makes a directory of its name
 */
public record TortureSetting(int kills, OptionalLong seed, Path directory) {

    /** The seed, or one of this moment. */
    long seedOrNew() {
        return seed.orElseGet(System::nanoTime);
    }
}
