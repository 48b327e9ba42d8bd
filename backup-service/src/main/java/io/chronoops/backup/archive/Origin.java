package io.chronoops.backup.archive;

/**
 * Which server a log comes from: LSNs and xids mean something within one of it.
 *
 * @param systemIdentifier given once, when the server's data folder was made; standbys share it
 * @param timeline grows at each failover
 */
public record Origin(String systemIdentifier, int timeline) {}
