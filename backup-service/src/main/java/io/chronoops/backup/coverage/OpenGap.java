package io.chronoops.backup.coverage;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import java.util.List;
import java.util.Optional;

/** A gap that no base has ended yet: nothing since can be restored. Pure. */
public final class OpenGap {
    private OpenGap() {}

    /** Why the log began anew the last time; empty: it never did, or a full backup was taken since. */
    public static Optional<String> of(List<Manifest> manifests, List<Segment> log) {
        Optional<Segment> begin = log.reversed().stream()
                .filter(segment -> segment.gapBefore() != null)
                .findFirst();
        boolean ended =
                begin.isPresent() && manifests.stream().anyMatch(manifest -> isBaseSince(manifest, begin.get()));
        return ended ? Optional.empty() : begin.map(Segment::gapBefore);
    }

    private static boolean isBaseSince(Manifest manifest, Segment begin) {
        return manifest.type().equals("full")
                && manifest.lsn() >= begin.firstLsn()
                && (begin.origin() == null
                        || begin.origin().equals(manifest.server().origin()));
    }
}
