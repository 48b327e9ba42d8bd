/** How full the machine's memory is. */
@NullMarked
package io.chronoops.monitor.probe.memory;

import org.jspecify.annotations.NullMarked;
