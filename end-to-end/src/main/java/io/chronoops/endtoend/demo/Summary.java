package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.scraper.WriteLog;
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
        screen.blank();
        check(
                broken,
                "RPO",
                "worst " + Say.time(point.worst()) + " of 15 min, sampled " + point.samples()
                        + " times; each commit is durable half a second after it came",
                point.worst().compareTo(RPO) <= 0);
        check(
                broken,
                "RTO",
                Say.time(scene.recoveryTime()) + " of 30 min, from the command to a verified database that answers",
                scene.recoveryTime().compareTo(RTO) <= 0);
        check(
                broken,
                "Writer",
                Say.count(writes.committed()) + " transactions, never stopped, " + failed(writes),
                writes.failed() == 0);
        screen.fact(
                "Lost",
                "nothing from before the wreck; the " + Say.count(writes.committedSince(scene.wreckedAt()))
                        + " transactions after it are in the wrecked database");
        screen.fact("Cost", Say.time(total) + ", at most " + Say.bytes(memory.peak()) + " of memory, all processes");
        if (!scene.place().isKept()) screen.fact("Look", "chronoops demo --keep leaves everything up to look at");
        screen.note(broken.isEmpty() ? "Every check held." : "Broken: " + String.join(", ", broken) + ".");
    }

    private static String failed(WriteLog writes) {
        return writes.failed() == 0 ? "none failed" : writes.failed() + " failed, the last: " + writes.trouble();
    }

    private void check(List<String> broken, String name, String text, boolean held) {
        screen.check(name, text, held);
        if (!held) broken.add(name);
    }
}
