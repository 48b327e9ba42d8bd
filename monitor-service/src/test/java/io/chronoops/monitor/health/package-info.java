/** The health report. */
@NullMarked
package io.chronoops.monitor.health;

import org.jspecify.annotations.NullMarked;
