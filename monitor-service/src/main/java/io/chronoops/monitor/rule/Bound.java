package io.chronoops.monitor.rule;

import io.chronoops.monitor.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From where on a value is bad, how bad, and where it is good again.
 *
 * @param side the bad side
 * @param levels threshold of each severity
 * @param clear the value must lie here, or on the good side of here, to clear
 */
public record Bound(Side side, Map<Severity, Double> levels, double clear) {
    public Bound {
        levels = new TreeMap<>(levels);
        if (levels.isEmpty() || levels.containsKey(Severity.UNKNOWN)) {
            throw new IllegalArgumentException(
                    "levels must name one or more of INFO, WARNING, CRITICAL, was " + levels);
        }
        for (double level : levels.values()) {
            if (side.beyond(clear, level)) {
                throw new IllegalArgumentException("clear = " + clear + " is itself " + side + " the level " + level);
            }
        }
    }

    /** The severities whose threshold the value has crossed. */
    List<Severity> crossed(double value) {
        return levels.entrySet().stream()
                .filter(level -> side.beyond(value, level.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    /** Whether the value is good enough to clear. */
    boolean isClear(double value) {
        return !side.beyond(value, clear);
    }

    /** The threshold of a severity; the nearest milder one where the rule (now) has none of its own. */
    double threshold(Severity severity) {
        return levels.entrySet().stream()
                .filter(level -> level.getKey().compareTo(severity) <= 0)
                .reduce((_, graver) -> graver)
                .map(Map.Entry::getValue)
                .orElse(clear);
    }
}
