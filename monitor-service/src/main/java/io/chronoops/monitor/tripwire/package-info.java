/** The tripwire: one transaction that deletes, updates or truncates too much is told, with the way back. */
@NullMarked
package io.chronoops.monitor.tripwire;

import org.jspecify.annotations.NullMarked;
