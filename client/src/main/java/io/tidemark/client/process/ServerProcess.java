package io.tidemark.client.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running server. It says on standard output, in one line, where it listens; what it logs on standard error goes to a
 * file or to this process's own standard error.
 */
public final class ServerProcess implements AutoCloseable {

    /** Longest a start may take: a store with much to recover needs its time. */
    public static final Duration START_MAX = Duration.ofMinutes(5);

    /** Longest a clean stop may take; after that the process is killed. */
    public static final Duration STOP_MAX = Duration.ofSeconds(30);

    private static final Pattern READY = Pattern.compile("tidemark listening on (\\S+):(\\d+)\\s*");

    private final Process process;
    private final String host;
    private final int port;
    private final LogTail log;
    private final Runnable ender;

    private ServerProcess(Process process, String host, int port, LogTail log, Runnable ender) {
        this.process = process;
        this.host = host;
        this.port = port;
        this.log = log;
        this.ender = ender;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param command how it is called
     * @param dataDirectory its store; made by the server where it is missing
     * @param port the port it listens on; 0 lets the system choose
     * @param logFile where its log goes, replaced if it exists; null: to this process's standard error
     * @throws ServerFailedException when it does not become ready
     */
    public static ServerProcess start(ServerLaunch command, Path dataDirectory, int port, Path logFile) {
        LogTail log = new LogTail(logFile);
        ProcessBuilder builder = new ProcessBuilder(command.words(dataDirectory, port));
        builder.environment().putAll(command.environment());
        builder.redirectError(
                logFile == null ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.to(logFile.toFile()));
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new ServerFailedException("the server cannot be started: " + e.getMessage(), e);
        }
        Runnable ender = () -> end(process);
        AtExit.add(ender);
        try {
            Matcher ready = awaitReady(process, log);
            return new ServerProcess(process, ready.group(1), Integer.parseInt(ready.group(2)), log, ender);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            AtExit.remove(ender);
            throw e;
        }
    }

    private static Matcher awaitReady(Process process, LogTail log) {
        CompletableFuture<Matcher> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(process, ready), "tidemark-server-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return ready.get(START_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new ServerFailedException("the server ended before it was ready" + log.shown(), e.getCause());
        } catch (TimeoutException e) {
            throw new ServerFailedException(
                    "the server was not ready within " + START_MAX.toSeconds() + " s" + log.shown(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while the server started", e);
        }
    }

    /** Reads its output to the end, so that the server never waits for somebody to read it. */
    private static void readOutput(Process process, CompletableFuture<Matcher> ready) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(matcher);
                }
            }
            ready.completeExceptionally(new IOException("its output ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Host it listens on. */
    public String host() {
        return host;
    }

    /** Port it listens on. */
    public int port() {
        return port;
    }

    /** {@code HOST:PORT}, as a channel takes it. */
    public String address() {
        return host + ":" + port;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The end of its log, for a message; empty when the log does not go to a file. */
    public String logShown() {
        return log.shown();
    }

    /** Waits until it ends by itself or somebody stops it. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /**
     * Stops it as SIGTERM does and waits until it has ended; kills it when that takes longer than {@link #STOP_MAX}.
     *
     * @return its exit status; 143 (or 0) is a clean stop
     */
    public int stop() {
        return awaitEnd();
    }

    /** Kills it on the spot, as a crash does, and waits until it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private int awaitEnd() {
        try {
            return end(process);
        } finally {
            AtExit.remove(ender);
        }
    }

    /** Asks it to end, if nobody has yet, and waits. */
    private static int end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Stops it cleanly if it still runs. */
    @Override
    public void close() {
        stop();
    }
}
