package io.chronoops.endtoend.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures sides in turn, each round in the other direction, so that neither is always the first. */
final class Heats {
    private final Meter meter;
    private final Progress progress;
    private final Map<String, List<Measured>> measured = new LinkedHashMap<>();

    Heats(Meter meter, Progress progress) {
        this.meter = meter;
        this.progress = progress;
    }

    void run(List<Side> sides, int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (Side side : round % 2 == 1 ? sides : sides.reversed()) {
                Measured one = meter.measure(side);
                measured.computeIfAbsent(side.name(), _ -> new ArrayList<>()).add(one);
                progress.say(String.format(
                        Locale.ROOT,
                        "round %d of %d: %-58s %8.3f s, CPU s: service %.1f, programs %.1f, server %.1f",
                        round,
                        rounds,
                        side.name(),
                        one.wall(),
                        one.serviceCpu(),
                        one.programsCpu(),
                        one.serverCpu()));
            }
        }
    }

    /** The rounds of a side. */
    List<Measured> of(Side side) {
        return measured.getOrDefault(side.name(), List.of());
    }

    Map<String, List<Measured>> all() {
        return measured;
    }
}
