/** Lag without false zeros. */
@NullMarked
package io.chronoops.monitor.probe.replication;

import org.jspecify.annotations.NullMarked;
