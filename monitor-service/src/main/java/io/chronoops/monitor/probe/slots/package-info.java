/** What replication slots keep from being removed. */
@NullMarked
package io.chronoops.monitor.probe.slots;

import org.jspecify.annotations.NullMarked;
