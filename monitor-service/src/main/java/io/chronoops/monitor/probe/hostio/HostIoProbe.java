package io.chronoops.monitor.probe.hostio;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.probe.Sighting;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** Bytes over network interfaces and disks, for dashboards. */
@Component
final class HostIoProbe implements HostProbe {
    private final HardwareAbstractionLayer hardware = new SystemInfo().getHardware();

    @Override
    public String name() {
        return "host-io";
    }

    @Override
    public Sighting look() {
        var findings = new Findings();
        for (NetworkIF network : hardware.getNetworkIFs(true)) {
            findings.counter(
                            "chronoops_host_network_receive_bytes",
                            "Bytes received.",
                            (double) network.getBytesRecv(),
                            "device",
                            network.getName())
                    .counter(
                            "chronoops_host_network_transmit_bytes",
                            "Bytes sent.",
                            (double) network.getBytesSent(),
                            "device",
                            network.getName());
        }
        for (HWDiskStore disk : hardware.getDiskStores()) {
            findings.counter(
                            "chronoops_host_disk_read_bytes",
                            "Bytes read.",
                            (double) disk.getReadBytes(),
                            "device",
                            disk.getName())
                    .counter(
                            "chronoops_host_disk_written_bytes",
                            "Bytes written.",
                            (double) disk.getWriteBytes(),
                            "device",
                            disk.getName());
        }
        return findings.seen();
    }
}
