package io.chronoops.backup.neteffect;

/** A value too large for the log: kept in the repository under this hash. */
public record Large(String hash) {}
