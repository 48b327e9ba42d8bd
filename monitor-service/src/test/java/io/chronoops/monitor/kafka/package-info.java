/** The rules as a stream. */
@NullMarked
package io.chronoops.monitor.kafka;

import org.jspecify.annotations.NullMarked;
