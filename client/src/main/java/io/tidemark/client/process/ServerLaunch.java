package io.tidemark.client.process;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is called. Never changes; the {@code with} methods give another one.
 *
 * @param command the Java runtime, its flags, and what it runs, up to but without the server's own arguments
 * @param environment variables the server gets beside those of this process
 * @param arguments the server's own arguments beside data directory and port, such as {@code --config FILE}
 */
public record ServerLaunch(List<String> command, Map<String, String> environment, List<String> arguments) {

    /** Makes the system's allocator use huge pages: random writes to memory off the heap are then faster. */
    public static final Map<String, String> HUGE_PAGES = Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    /** A module of the runtime that speeds the kernels up where it is there. */
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** First runtime that complains about the way libraries reach for memory unless it is told not to. */
    private static final int COMPLAINS_SINCE = 23;

    /** Flags for a server that is to be ready soon and lives shortly. */
    public static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xmx512m");

    /** Flags for a server that is to work at full speed for long: with the vector module where the runtime has it. */
    public static List<String> fullSpeed() {
        return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()
                ? List.of("--add-modules", VECTOR_MODULE)
                : List.of();
    }

    /** Copies the collections. */
    public ServerLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /**
     * The built server, on the Java runtime this process runs on.
     *
     * @throws ServerFailedException when it is not built
     */
    public static ServerLaunch ofBuiltServer(List<String> jvmFlags) {
        Path jar = TidemarkHome.serverJar()
                .orElseThrow(
                        () -> new ServerFailedException("the server is not built: server/target/tidemark-server.jar"
                                + " is missing; run `mvn -DskipTests package` at the top of the repository"));
        List<String> command = java(jvmFlags);
        command.add("-jar");
        command.add(jar.toString());
        return new ServerLaunch(command, HUGE_PAGES, List.of());
    }

    /**
     * A server from a class path, on the Java runtime this process runs on: for tests that run before the jar is built.
     *
     * @param jvmFlags flags of the runtime; a class path has no manifest, so they must open what the jar's would
     * @param classPath directories and jars
     * @param mainClass the server's main class
     */
    public static ServerLaunch ofClassPath(List<String> jvmFlags, String classPath, String mainClass) {
        List<String> command = java(jvmFlags);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        return new ServerLaunch(command, HUGE_PAGES, List.of());
    }

    /** The same with more arguments for the server. */
    public ServerLaunch withArguments(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new ServerLaunch(command, environment, all);
    }

    /** The same with one more variable in its environment. */
    public ServerLaunch withEnvironment(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new ServerLaunch(command, all, arguments);
    }

    /** The same with its temporary files in a directory of the caller's, who deletes it. */
    public ServerLaunch withTemporaryDirectory(Path directory) {
        List<String> all = new ArrayList<>(command);
        all.add(1, "-Djava.io.tmpdir=" + directory);
        return new ServerLaunch(all, environment, arguments);
    }

    /** Every word of the call. */
    List<String> words(Path dataDirectory, int port) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("serve", "--data", dataDirectory.toString(), "--port", Integer.toString(port)));
        words.addAll(arguments);
        return words;
    }

    /** Every word of the call of another command of the server's, such as {@code restore BACKUP DIR}. */
    public List<String> commandWords(String... commandAndArguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(commandAndArguments));
        return words;
    }

    /** Every word of the call of a sandbox: fresh stores one after the other. */
    List<String> sandboxWords() {
        List<String> words = new ArrayList<>(command);
        words.add("sandbox");
        words.addAll(arguments);
        return words;
    }

    private static List<String> java(List<String> jvmFlags) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        if (Runtime.version().feature() >= COMPLAINS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(jvmFlags);
        return command;
    }
}
