package io.tidemark.client.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where Tidemark lies: the directory that has the built server in {@code server/target}. */
public final class TidemarkHome {

    /** System property that names the directory; the launcher sets it. */
    public static final String PROPERTY = "tidemark.home";

    private static final Path SERVER_JAR = Path.of("server", "target", "tidemark-server.jar");

    private TidemarkHome() {}

    /**
     * The server's jar: under the directory {@link #PROPERTY} names, else under the nearest directory above the jar (or
     * directory) this class was loaded from.
     */
    public static Optional<Path> serverJar() {
        return path().map(home -> home.resolve(SERVER_JAR)).filter(Files::isRegularFile);
    }

    /** The directory itself, by the same rules; empty where nothing is built. */
    public static Optional<Path> path() {
        String home = System.getProperty(PROPERTY);
        if (home != null) {
            return Optional.of(Path.of(home));
        }
        for (Path above = loadedFrom(); above != null; above = above.getParent()) {
            if (Files.isRegularFile(above.resolve(SERVER_JAR))) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private static Path loadedFrom() {
        CodeSource source = TidemarkHome.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
