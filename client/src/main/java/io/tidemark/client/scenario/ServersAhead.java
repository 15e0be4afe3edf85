package io.tidemark.client.scenario;

import io.tidemark.client.process.ServerFailedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives out servers one after the other, each to be used once, and starts the next while the present one is used: most of
 * a short scenario's time goes into the start of its server. For one thread.
 */
final class ServersAhead implements AutoCloseable {

    private final ScenarioServer.Source source;
    private final ExecutorService starter;
    private int toStart;
    private Future<ScenarioServer> next;

    /**
     * Begins with the first.
     *
     * @param count how many will be taken
     */
    ServersAhead(ScenarioServer.Source source, int count) {
        this.source = source;
        this.toStart = count;
        this.starter = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "tidemark-next-server");
            thread.setDaemon(true);
            return thread;
        });
        startNext();
    }

    private void startNext() {
        next = toStart > 0 ? starter.submit(source::start) : null;
        toStart--;
    }

    /**
     * The next server, ready; the caller closes it.
     *
     * @throws ServerFailedException when it did not start
     */
    ScenarioServer take() {
        Future<ScenarioServer> taken = next;
        startNext();
        return get(taken);
    }

    private static ScenarioServer get(Future<ScenarioServer> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerFailedException failed) {
                throw failed;
            }
            throw new ServerFailedException("the server cannot be started: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while the server started", e);
        }
    }

    /** Ends the server that was started and not taken. */
    @Override
    public void close() {
        starter.shutdown();
        if (next != null) {
            Future<ScenarioServer> untaken = next;
            next = null;
            try {
                get(untaken).close();
            } catch (ServerFailedException e) {
                // It was not needed any more.
                return;
            }
        }
    }
}
