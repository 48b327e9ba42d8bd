/** How far standbys are behind. */
@NullMarked
package io.chronoops.monitor.probe.replication;

import org.jspecify.annotations.NullMarked;
