package io.chronoops.backup.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chain among all segments that are there. A writer that was held up while another took over may seal once more: then
 * two follow the same one. Each is whole, so the newest segment decides: what it follows counts, the rest is left out.
 */
final class Unforked {
    private Unforked() {}

    /** Of segments in the order of their names. */
    static List<Segment> of(List<Segment> all) {
        Map<String, Segment> byHash = new HashMap<>();
        all.forEach(segment -> byHash.put(segment.sha256(), segment));
        List<Segment> chain = new ArrayList<>();
        Segment at = all.isEmpty() ? null : all.getLast();
        while (at != null) {
            chain.add(at);
            at = at.previousSha256().isEmpty() ? endOfChainBefore(at, all) : byHash.get(at.previousSha256());
        }
        Collections.reverse(chain);
        return chain;
    }

    private static @Nullable Segment endOfChainBefore(Segment first, List<Segment> all) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Segment other = all.get(i);
            int line = Integer.compare(SegmentFile.line(other.file()), SegmentFile.line(first.file()));
            if (line < 0 || (line == 0 && other.lastLsn() <= first.firstLsn())) {
                return other;
            }
        }
        return null;
    }
}
