package io.chronoops.monitor.probe;

/** What came of a look. */
public sealed interface Sighting permits Seen, Blind {}
