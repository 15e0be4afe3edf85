package io.tidemark.server.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Adds up what one test class has tried and how its tests ended, and writes it to a file that {@code tidemark torture}
 * reads, in the directory that the system property {@code tidemark.torture.results} names; nothing is written without it.
 *
 * <p>The file is {@code ROW.CLASS.properties}, with the keys {@code cases}, {@code faults}, {@code passed}, {@code failed},
 * {@code skipped}, {@code millis} and {@code message} (of the first failure, or of what was skipped). A test that finds
 * something lost or invented throws, so a class without a failure has lost and invented nothing. Classes run one after
 * the other; tests of one may run at the same time.
 */
public final class TortureTally implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    private static final int MESSAGE_LENGTH_MAX = 400;

    private static long cases;
    private static long faults;
    private static int passed;
    private static int failed;
    private static int skipped;
    private static String message;
    private static long began;

    static synchronized void add(long moreCases, long moreFaults) {
        cases += moreCases;
        faults += moreFaults;
    }

    private static synchronized void begin() {
        cases = 0;
        faults = 0;
        passed = 0;
        failed = 0;
        skipped = 0;
        message = "";
        began = System.nanoTime();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        ended(1, 0, 0);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        ended(0, 1, 0);
        note(context, String.valueOf(cause.getMessage()));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        ended(0, 0, 1);
        note(context, String.valueOf(cause.getMessage()));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        ended(0, 0, 1);
        note(context, reason.orElse("disabled"));
    }

    private static synchronized void ended(int morePassed, int moreFailed, int moreSkipped) {
        passed += morePassed;
        failed += moreFailed;
        skipped += moreSkipped;
    }

    private static synchronized void note(ExtensionContext context, String why) {
        if (message.isEmpty()) {
            String text = context.getDisplayName() + ": " + why.strip().replaceAll("\\s+", " ");
            message = text.substring(0, Math.min(text.length(), MESSAGE_LENGTH_MAX));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        String directory = System.getProperty("tidemark.torture.results");
        if (directory == null) {
            return;
        }
        context.getExecutionException().ifPresent(broken -> testFailed(context, broken));
        Class<?> test = context.getRequiredTestClass();
        String row = test.getAnnotation(TortureRow.class).value();
        Properties result = new Properties();
        result.setProperty("cases", String.valueOf(cases));
        result.setProperty("faults", String.valueOf(faults));
        result.setProperty("passed", String.valueOf(passed));
        result.setProperty("failed", String.valueOf(failed));
        result.setProperty("skipped", String.valueOf(skipped));
        result.setProperty("millis", String.valueOf((System.nanoTime() - began) / 1_000_000));
        result.setProperty("message", message);
        Path file = Path.of(directory).resolve(row + "." + test.getSimpleName() + ".properties");
        Path writing = file.resolveSibling(file.getFileName() + ".writing");
        try {
            Files.createDirectories(file.getParent());
            try (Writer out = Files.newBufferedWriter(writing, StandardCharsets.UTF_8)) {
                result.store(out, null);
            }
            Files.move(writing, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
