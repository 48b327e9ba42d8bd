package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import java.util.List;

/** All that the repository holds of a database: its bases and its log, each in order, and the values too large for that. */
public record Archived(String database, List<Manifest> bases, List<Segment> log, LargeTexts large) {}
