/** What a probe saw, in the form that travels: keys, blindness and the heartbeat that says what is watched. */
@NullMarked
package io.chronoops.monitor.reading;

import org.jspecify.annotations.NullMarked;
