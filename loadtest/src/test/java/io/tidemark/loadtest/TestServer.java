package io.tidemark.loadtest;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.server.Tidemark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server from the test's class path, in a process of its own: the jar need not be built yet. */
public final class TestServer implements AutoCloseable {

    private final ServerProcess process;

    private TestServer(ServerProcess process) {
        this.process = process;
    }

    /** How it is called. */
    public static ServerLaunch launch() {
        return launch(Tidemark.class);
    }

    /** How another main class is called that takes the server's arguments. */
    public static ServerLaunch launch(Class<?> main) {
        List<String> flags = new ArrayList<>(ServerLaunch.QUICK_START);
        for (String opened : List.of("java.lang", "java.lang.reflect", "sun.nio.ch", "jdk.internal.misc")) {
            flags.add("--add-opens");
            flags.add("java.base/" + opened + "=ALL-UNNAMED");
        }
        flags.add("--add-exports");
        flags.add("jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");
        return ServerLaunch.ofClassPath(flags, System.getProperty("java.class.path"), main.getName());
    }

    /** Starts one with its store in a directory. */
    public static TestServer start(Path directory) {
        return new TestServer(ServerProcess.start(launch(), directory.resolve("store"), 0, directory.resolve("log")));
    }

    /** {@code HOST:PORT}. */
    public String address() {
        return process.address();
    }

    @Override
    public void close() {
        process.close();
    }
}
