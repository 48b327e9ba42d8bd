/** The health report of a database. */
@NullMarked
package io.chronoops.monitor.health;

import org.jspecify.annotations.NullMarked;
