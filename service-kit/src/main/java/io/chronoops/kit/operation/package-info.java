/** Operations: inbox, state, outbox, jobs. Every command ends in exactly one terminal event. */
@NullMarked
package io.chronoops.kit.operation;

import org.jspecify.annotations.NullMarked;
