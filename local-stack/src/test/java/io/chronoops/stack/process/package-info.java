/** Tests of processes. */
@NullMarked
package io.chronoops.stack.process;

import org.jspecify.annotations.NullMarked;
