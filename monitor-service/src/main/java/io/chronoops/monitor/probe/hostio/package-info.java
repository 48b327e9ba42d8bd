/** What the machine's network and disks carry. */
@NullMarked
package io.chronoops.monitor.probe.hostio;

import org.jspecify.annotations.NullMarked;
