package io.tidemark.client.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A main class that behaves towards its parent as the server does. */
public final class PretendServer {

    private PretendServer() {}

    /** {@code serve --data DIR --port N [--fail]}. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--fail")) {
            System.err.println("the store is locked");
            System.exit(1);
        }
        Path data = Path.of(words.get(words.indexOf("--data") + 1));
        Files.createDirectories(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> writeQuietly(data.resolve("stopped-cleanly"))));
        System.err.println("warming up");
        System.out.println("a line of no interest");
        System.out.println("tidemark listening on 127.0.0.1:" + (7000 + words.size()));
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static void writeQuietly(Path file) {
        try {
            Files.writeString(file, "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
