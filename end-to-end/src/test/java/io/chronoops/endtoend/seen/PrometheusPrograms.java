package io.chronoops.endtoend.seen;

import io.chronoops.stack.process.MachineLacks;
import io.chronoops.stack.process.Programs;
import java.nio.file.Path;
import java.util.List;

/** prometheus and promtool: the machine's own, else Debian's package unpacked beside. */
final class PrometheusPrograms {
    private PrometheusPrograms() {}

    static Path find(String name) {
        return Programs.find(name)
                .or(() -> DebianPackages.unpacked("prometheus", List.of("prometheus"))
                        .map(folder -> folder.resolve("usr/bin").resolve(name)))
                .orElseThrow(() -> new MachineLacks(name
                        + " is not on this machine and apt-get cannot download it: install it with"
                        + " sudo apt-get install prometheus, or put prometheus and promtool on the PATH"));
    }
}
