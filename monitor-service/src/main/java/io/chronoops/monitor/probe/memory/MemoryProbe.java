package io.chronoops.monitor.probe.memory;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.probe.Sighting;
import java.util.Map;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/** Used = not available: what the kernel could give to a process without swapping counts as free. */
@Component
final class MemoryProbe implements HostProbe {
    private final GlobalMemory memory = new SystemInfo().getHardware().getMemory();

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Sighting look() {
        double total = memory.getTotal();
        double available = memory.getAvailable();
        double swap = memory.getVirtualMemory().getSwapUsed();
        return new Findings()
                .sample(
                        "memory_used_ratio",
                        1 - available / total,
                        "ratio",
                        Map.of("totalBytes", (long) total, "availableBytes", (long) available, "swapUsedBytes", (long)
                                swap))
                .gauge("chronoops_host_memory_total_bytes", "Memory of the machine.", total)
                .gauge("chronoops_host_memory_available_bytes", "Memory that can be given to processes.", available)
                .gauge("chronoops_host_swap_used_bytes", "Swap in use.", swap)
                .seen();
    }
}
