/** How full the machine's disks are. */
@NullMarked
package io.chronoops.monitor.probe.disk;

import org.jspecify.annotations.NullMarked;
