package io.chronoops.monitor.probe.disk;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.HostProbe;
import io.chronoops.monitor.probe.Sighting;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.software.os.OSFileStore;

/** Local file systems that hold data; read-only images and the kernel's own are left out. */
@Component
final class DiskProbe implements HostProbe {
    private static final Set<String> NOT_DISKS = Set.of("squashfs", "iso9660", "tmpfs", "devtmpfs", "overlay", "ramfs");
    private static final String ROOT = "/";

    private final SystemInfo system = new SystemInfo();

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Sighting look() {
        var findings = new Findings();
        var seen = new HashSet<String>();
        for (OSFileStore store : system.getOperatingSystem().getFileSystem().getFileStores(true)) {
            boolean isRoot = store.getMount().equals(ROOT);
            boolean isData = isRoot || !NOT_DISKS.contains(store.getType());
            if (isData && store.getTotalSpace() > 0 && seen.add(isRoot ? ROOT : store.getVolume())) {
                sample(findings, store);
            }
        }
        return findings.seen();
    }

    private static void sample(Findings findings, OSFileStore store) {
        double total = store.getTotalSpace();
        double free = store.getUsableSpace();
        findings.sample(
                        "disk_used_ratio",
                        store.getMount(),
                        1 - free / total,
                        "ratio",
                        Map.of("totalBytes", (long) total, "freeBytes", (long) free, "type", store.getType()))
                .gauge(
                        "chronoops_host_filesystem_size_bytes",
                        "Size of the file system.",
                        total,
                        "mountpoint",
                        store.getMount())
                .gauge(
                        "chronoops_host_filesystem_avail_bytes",
                        "Bytes free for ordinary users.",
                        free,
                        "mountpoint",
                        store.getMount());
    }
}
