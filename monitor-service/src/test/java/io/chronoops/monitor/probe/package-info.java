/** Probes on a real PostgreSQL. */
@NullMarked
package io.chronoops.monitor.probe;

import org.jspecify.annotations.NullMarked;
