package io.chronoops.monitor.probe.cpu;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.probe.Sighting;
import java.util.Map;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OSProcess;

/** The processors' load since the look before. */
@Component
final class CpuProbe implements HostProbe {
    private static final double MILLIS = 1000;

    private final SystemInfo system = new SystemInfo();
    private final CentralProcessor processor = system.getHardware().getProcessor();
    private long[] before = processor.getSystemCpuLoadTicks();

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Sighting look() {
        long[] now = processor.getSystemCpuLoadTicks();
        double load = processor.getSystemCpuLoadBetweenTicks(before, now);
        before = now;
        double[] average = processor.getSystemLoadAverage(3);
        OSProcess self = system.getOperatingSystem().getCurrentProcess();
        return new Findings()
                .sample(
                        "cpu_used_ratio",
                        load,
                        "ratio",
                        Map.of(
                                "processors",
                                processor.getLogicalProcessorCount(),
                                "load1",
                                average[0],
                                "load5",
                                average[1]))
                .gauge("chronoops_host_cpu_ratio", "How busy all processors are together.", load)
                .gauge("chronoops_host_load1", "Load average of a minute.", average[0])
                .gauge("chronoops_host_load5", "Load average of five minutes.", average[1])
                .gauge("chronoops_host_cpus", "Logical processors.", processor.getLogicalProcessorCount())
                .counter(
                        "process_cpu_seconds",
                        "Processor time of this service.",
                        (self.getUserTime() + self.getKernelTime()) / MILLIS)
                .gauge("process_resident_memory_bytes", "Memory of this service.", (double) self.getResidentSetSize())
                .gauge("process_open_fds", "Files that this service has open.", (double) self.getOpenFiles())
                .gauge("process_max_fds", "Files that this service may open.", (double) self.getSoftOpenFileLimit())
                .seen();
    }
}
