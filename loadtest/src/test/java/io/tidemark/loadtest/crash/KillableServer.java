package io.tidemark.loadtest.crash;

import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The server as {@code serve} starts it, in a process of its own, that is killed with SIGKILL when it reaches a step for the
 * n-th time: the thread that reaches it stays there until the kill comes. Called like the server, with {@code serve --data
 * DIR --port N --config FILE}.
 */
final class KillableServer {

    /** Variable of the environment: name of the step. */
    static final String STEP = "TIDEMARK_TEST_STEP";
    /** Variable of the environment: how often it is reached. */
    static final String TIMES = "TIDEMARK_TEST_STEP_TIMES";
    /** Variable of the environment: file that is made when it is reached. */
    static final String REACHED = "TIDEMARK_TEST_STEP_REACHED";

    private KillableServer() {}

    /** Runs until it is killed or stopped. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        System.setProperty("tidemark.dataDirectory", words.get(words.indexOf("--data") + 1));
        System.setProperty("tidemark.port", words.get(words.indexOf("--port") + 1));
        TidemarkServer server = new TidemarkServer(
                ServerConfig.load(Path.of(words.get(words.indexOf("--config") + 1))), Clock.systemUTC(), killer());
        System.out.println("tidemark listening on 127.0.0.1:" + server.port());
        System.out.flush();
        server.awaitStop();
    }

    private static Steps killer() {
        Step armed = Step.valueOf(System.getenv(STEP));
        AtomicInteger left = new AtomicInteger(Integer.parseInt(System.getenv(TIMES)));
        return step -> {
            if (step == armed && left.decrementAndGet() == 0) {
                killThisProcess();
            }
        };
    }

    private static void killThisProcess() {
        try {
            Files.createFile(Path.of(System.getenv(REACHED)));
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException cannot) {
            cannot.printStackTrace();
            // Ends as abruptly, without the last word.
            Runtime.getRuntime().halt(1);
        }
        while (true) {
            LockSupport.park();
        }
    }
}
