/** Tests of the broker's table of rights and configuration. */
@NullMarked
package io.chronoops.stack.kafka;

import org.jspecify.annotations.NullMarked;
