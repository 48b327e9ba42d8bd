/** Readings out, rules as a stream, breaches out. */
@NullMarked
package io.chronoops.monitor.kafka;

import org.jspecify.annotations.NullMarked;
