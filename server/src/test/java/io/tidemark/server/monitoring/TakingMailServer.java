package io.tidemark.server.monitoring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that takes a whole mail and leaves it to the test what to say about it. One connection at a time. */
public final class TakingMailServer implements AutoCloseable {

    private final ServerSocket listening;
    private Socket connection;
    private BufferedReader in;

    /** Listens on a port of the system's choice. */
    public TakingMailServer() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Waits for a connection, and takes a mail up to the line that ends it. */
    public void take() throws IOException {
        connection = listening.accept();
        in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        say("220 here");
        boolean isData = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (isData && line.equals(".")) {
                return;
            }
            if (!isData) {
                isData = line.equals("DATA");
                say(isData ? "354 go on" : "250 yes");
            }
        }
        throw new AssertionError("the mail never came");
    }

    /** Says what becomes of the mail it took, and lets the sender take its leave. */
    public void answer(String answer) throws IOException {
        say(answer);
        for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
            say("250 yes");
        }
        say("221 bye");
        connection.close();
    }

    private void say(String answer) throws IOException {
        connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Breaks the connection off. */
    public void hangUp() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        if (connection != null) {
            connection.close();
        }
    }
}
