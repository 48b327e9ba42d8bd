/** The tripwire, alone and on real parts. */
@NullMarked
package io.chronoops.monitor.tripwire;

import org.jspecify.annotations.NullMarked;
