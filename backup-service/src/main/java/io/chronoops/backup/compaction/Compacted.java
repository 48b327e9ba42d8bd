package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;

/**
 * What a run of segments comes to: one file in the form of a segment, which holds one transaction with the run's net effect.
 * Its description lies beside it and makes it count. The segments stay: it is a copy that reads faster.
 *
 * @param content the file; its range is the run's, its xids are from the run's least to its greatest
 * @param madeFrom SHA-256 of the segments' hashes, one a line
 * @param segments how many it was made from
 * @param changes in them
 * @param bytes of them
 * @param pays whether it is so much smaller that it is kept; else there is no file, only the description that says so
 */
public record Compacted(Segment content, String madeFrom, int segments, long changes, long bytes, boolean pays) {
    /** Of what they take at most a half: a file that saves less would cost room and no restore would feel it. */
    static final int WORTH = 2;
}
