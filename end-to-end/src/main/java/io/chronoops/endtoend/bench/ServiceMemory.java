package io.chronoops.endtoend.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The memory of the service's JVM, as the JVM itself keeps its peaks: no sample can miss one. */
final class ServiceMemory implements AutoCloseable {
    private static final long KILOBYTE = 1024;
    private static final long EVERY = 200;

    private final long pid;
    private final JMXConnector connector;
    private final List<MemoryPoolMXBean> heap;
    private final MemoryMXBean memory;

    private ServiceMemory(long pid, JMXConnector connector, List<MemoryPoolMXBean> heap, MemoryMXBean memory) {
        this.pid = pid;
        this.connector = connector;
        this.heap = heap;
        this.memory = memory;
    }

    /** Of the JVM with this pid, which must be ours. */
    @SuppressWarnings("BanJNDI") // the address is one that this machine's own agent just gave
    static ServiceMemory of(long pid) throws IOException {
        String address = agent(pid);
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
        var heap =
                ManagementFactory.getPlatformMXBeans(connector.getMBeanServerConnection(), MemoryPoolMXBean.class)
                        .stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        return new ServiceMemory(
                pid,
                connector,
                heap,
                ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), MemoryMXBean.class));
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot look into process " + pid, e);
        }
    }

    /** Forgets former peaks of the heap. */
    void reset() {
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Bytes used at most since the reset; the sum of the pools' peaks, so an upper bound. */
    long heapPeak() {
        return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    /** What the service does meanwhile. */
    interface Work {
        void act() throws Exception;
    }

    /** Bytes in use at most just after a collection, one every fifth of a second while the work is done: what it holds, not what it made. */
    long livePeakDuring(Work work) throws Exception {
        var peak = new AtomicLong();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var looks = clock.scheduleWithFixedDelay(
                    () -> peak.accumulateAndGet(live(), Math::max), 0, EVERY, MILLISECONDS);
            work.act();
            looks.cancel(false);
        }
        return peak.get();
    }

    private long live() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Bytes of the whole process, at most since it started. */
    long residentPeak() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * KILOBYTE;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
