/** Locks by mode. */
@NullMarked
package io.chronoops.monitor.probe.locks;

import org.jspecify.annotations.NullMarked;
