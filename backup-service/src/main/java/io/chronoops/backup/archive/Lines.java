package io.chronoops.backup.archive;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log in lines: within one, LSNs and xids compare; a new one begins with another server or after a failover. */
public final class Lines {
    private final List<Line> lines = new ArrayList<>();

    private Lines() {}

    /**
     * One line.
     *
     * @param endedBy why the next one begins; null: it goes on
     */
    public record Line(List<Segment> segments, @Nullable String endedBy) {
        private static final Line NONE = new Line(List.of(), null);

        private boolean isOf(Origin origin) {
            return segments.stream().anyMatch(segment -> segment.origin() == null || origin.equals(segment.origin()));
        }
    }

    /** Of a whole log, in order. */
    public static Lines of(List<Segment> log) {
        var all = new Lines();
        int begin = 0;
        for (int i = 1; i <= log.size(); i++) {
            boolean ends = i == log.size()
                    || SegmentFile.line(log.get(i).file())
                            != SegmentFile.line(log.get(i - 1).file());
            if (ends) {
                all.lines.add(new Line(
                        log.subList(begin, i),
                        i == log.size() ? null : log.get(i).gapBefore()));
                begin = i;
            }
        }
        return all;
    }

    /** That which goes on from a base that was taken there; empty where nothing of it is sealed yet. */
    public Line of(Origin origin) {
        return lines.reversed().stream()
                .filter(line -> line.isOf(origin))
                .findFirst()
                .orElse(Line.NONE);
    }

    /** The newest. */
    public Line newest() {
        return lines.isEmpty() ? Line.NONE : lines.getLast();
    }
}
