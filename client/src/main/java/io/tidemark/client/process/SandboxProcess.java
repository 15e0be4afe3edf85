package io.tidemark.client.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child process that serves one fresh temporary store after the other: for many short rehearsals, of which each would
 * spend more time on the start of a process than on itself. For one thread at a time.
 */
public final class SandboxProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("tidemark listening on (\\S+:\\d+)\\s*");

    private final Process process;
    private final OutputStream orders;
    private final BufferedReader answers;
    private final LogTail log;
    private final Runnable ender;

    private SandboxProcess(Process process, LogTail log) {
        this.process = process;
        this.log = log;
        this.orders = process.getOutputStream();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.ender = process::destroyForcibly;
        AtExit.add(ender);
    }

    /**
     * Starts the process; the first store is ready when {@link #fresh} says so.
     *
     * @param command how the server is called
     * @param logFile where its log goes, replaced if it exists; null: to this process's standard error
     * @throws ServerFailedException when it cannot be started
     */
    public static SandboxProcess start(ServerLaunch command, Path logFile) {
        ProcessBuilder builder = new ProcessBuilder(command.sandboxWords());
        builder.environment().putAll(command.environment());
        builder.redirectError(
                logFile == null ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.to(logFile.toFile()));
        try {
            return new SandboxProcess(builder.start(), new LogTail(logFile));
        } catch (IOException e) {
            throw new ServerFailedException("the server cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a fresh store. The one before stays until the next but one is asked for.
     *
     * @return where it is served, {@code HOST:PORT}
     * @throws ServerFailedException when the process has ended
     */
    public String fresh() {
        try {
            orders.write('\n');
            orders.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    return ready.group(1);
                }
            }
        } catch (IOException e) {
            throw new ServerFailedException("the server has ended: " + e.getMessage() + log.shown(), e);
        }
        throw new ServerFailedException("the server ended before it was ready" + log.shown(), null);
    }

    /** Empty while it runs; else what is known about its end. */
    public String whyItEnded() {
        return process.isAlive() ? "" : "the server ended during the scenario" + log.shown();
    }

    /** Ends it; its stores are deleted. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(ServerProcess.STOP_MAX.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            AtExit.remove(ender);
        }
    }
}
