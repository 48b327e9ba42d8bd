package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.screen.Say;
import io.chronoops.endtoend.screen.Screen;
import io.chronoops.endtoend.watch.WatchMemory;
import java.time.Duration;
import java.util.List;

/** What it comes to: how much could have been lost, how long it took to be back, where to look. */
final class Summary {
    private static final Duration RPO = Duration.ofMinutes(15);
    private static final Duration RTO = Duration.ofMinutes(30);

    private final Screen screen;
    private final Scene scene;

    Summary(Screen screen, Scene scene) {
        this.screen = screen;
        this.scene = scene;
    }

    /** Prints it; an objective that was missed joins what is broken. */
    void print(List<String> broken, WatchMemory memory, Duration total) {
        var point = scene.recoveryPoint();
        var writes = scene.writer().log();
        screen.note("");
        check(
                broken,
                "RPO",
                "worst " + Say.time(point.worst()) + " of 15 min, " + point.samples() + " samples",
                point.worst().compareTo(RPO) <= 0);
        check(
                broken,
                "RTO",
                Say.time(scene.recoveryTime()) + " of 30 min, command published to verified database answering",
                scene.recoveryTime().compareTo(RTO) <= 0);
        check(
                broken,
                "Writer",
                Say.count(writes.committed()) + " transactions, " + writes.failed() + " failed " + writes.trouble(),
                writes.failed() == 0);
        screen.fact("Memory", Say.bytes(memory.peak()) + " resident at the peak, all processes");
        screen.fact("Time", Say.time(total));
        screen.note(broken.isEmpty() ? "Every check held." : "Broken: " + String.join(", ", broken) + ".");
    }

    private void check(List<String> broken, String name, String text, boolean held) {
        screen.check(name, text, held);
        if (!held) broken.add(name);
    }
}
