/** Tests of the stack as a whole. */
@NullMarked
package io.chronoops.stack;

import org.jspecify.annotations.NullMarked;
