package io.tidemark.server;

import io.tidemark.server.journal.JournalDamagedException;
import io.tidemark.server.maintenance.DamageAdvice;
import io.tidemark.server.maintenance.JournalCommand;
import io.tidemark.server.maintenance.RestoreCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server's command line. */
@Command(
        name = "tidemark",
        description = "Commands of the Tidemark server.",
        subcommands = {Tidemark.Serve.class, Sandbox.class, JournalCommand.class, RestoreCommand.class},
        mixinStandardHelpOptions = true)
public final class Tidemark {

    private static final int CANNOT_START = 1;

    private Tidemark() {}

    /** Runs a command; the exit code tells how it went. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new Tidemark()).execute(arguments));
    }

    /** Starts a server and stays until it is stopped. */
    @Command(
            name = "serve",
            description = "Start a server. Stops cleanly on SIGTERM or Ctrl-C.",
            footer = {"", "Example:", "  tidemark serve --data /var/lib/tidemark --port 7411"},
            mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Settings that differ from the defaults (HOCON; every name is in reference.conf).")
        private Path config;

        @Option(names = "--data", paramLabel = "DIR", description = "The data directory; made when it is not there.")
        private String data;

        @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
        private String host;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Port to listen on (default: 7411); 0 takes a free one, which is printed.")
        private Integer port;

        @Override
        public Integer call() throws Exception {
            override("dataDirectory", data);
            override("host", host);
            override("port", port);
            TidemarkServer server;
            ServerConfig settings = null;
            try {
                settings = ServerConfig.load(config);
                server = new TidemarkServer(settings, Clock.systemUTC());
            } catch (JournalDamagedException damaged) {
                System.err.println(
                        "tidemark: the server cannot start: " + DamageAdvice.of(settings.dataDirectory(), damaged));
                return CANNOT_START;
            } catch (RuntimeException | java.io.IOException cannot) {
                System.err.println("tidemark: the server cannot start: " + WhyNoStart.of(cannot, settings));
                return CANNOT_START;
            }
            Thread stopper = new Thread(() -> stop(server), "tidemark-stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            System.out.println("tidemark listening on " + settings.host() + ":" + server.port());
            System.out.flush();
            server.awaitStop();
            return 0;
        }

        private static void override(String name, Object value) {
            if (value != null) {
                System.setProperty("tidemark." + name, String.valueOf(value));
            }
        }

        private static void stop(TidemarkServer server) {
            try {
                server.stop();
            } catch (InterruptedException | java.io.IOException cannot) {
                System.err.println("tidemark: the server did not stop cleanly: " + cannot);
            }
        }
    }
}
