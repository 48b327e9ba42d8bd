/** Whether the database answers. */
@NullMarked
package io.chronoops.monitor.probe.up;

import org.jspecify.annotations.NullMarked;
