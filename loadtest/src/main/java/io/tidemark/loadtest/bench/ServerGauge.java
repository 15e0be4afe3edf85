package io.tidemark.loadtest.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads from outside what a server's threads have allocated and how long they have run: the runtime's own counters, exact
 * to the byte. It asks a running server of this machine and user for them, so the server needs no flag and measures
 * nothing by itself. For one thread.
 */
final class ServerGauge implements AutoCloseable {

    /** Threads of the asking itself. */
    private static final String[] NOT_THE_SERVER = {"RMI ", "JMX ", "Attach Listener"};

    private final JMXConnector connector;
    private final ThreadMXBean threads;

    /**
     * Asks the server that runs in this process.
     *
     * @throws IllegalStateException when it does not answer
     */
    ServerGauge(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                this.connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
            this.threads = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        } catch (IOException | AttachNotSupportedException e) {
            throw new IllegalStateException("the server's counters cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Counters of threads that are called alike, since these began.
     *
     * @param allocatedBytes on the heap
     * @param processorNanos in user and system mode
     */
    record Used(long allocatedBytes, long processorNanos) {

        private Used plus(Used other) {
            return new Used(allocatedBytes + other.allocatedBytes, processorNanos + other.processorNanos);
        }
    }

    /** The counters by the threads' names, without their numbers. */
    Map<String, Used> read() {
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        long[] nanos = threads.getThreadCpuTime(ids);
        Map<String, Used> used = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null && isServers(infos[i].getThreadName())) {
                used.merge(
                        infos[i].getThreadName().replaceFirst("-?\\d+$", ""),
                        new Used(Math.max(0, bytes[i]), Math.max(0, nanos[i])),
                        Used::plus);
            }
        }
        return used;
    }

    private static boolean isServers(String name) {
        for (String other : NOT_THE_SERVER) {
            if (name.startsWith(other)) {
                return false;
            }
        }
        return true;
    }

    /** What was used between two readings, by name; threads that have ended in between count as nothing. */
    static Map<String, Used> between(Map<String, Used> before, Map<String, Used> after) {
        Map<String, Used> used = new TreeMap<>();
        after.forEach((name, now) -> {
            Used then = before.getOrDefault(name, new Used(0, 0));
            used.put(
                    name,
                    new Used(
                            Math.max(0, now.allocatedBytes - then.allocatedBytes),
                            Math.max(0, now.processorNanos - then.processorNanos)));
        });
        return used;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // The server has ended before its reader.
        }
    }
}
