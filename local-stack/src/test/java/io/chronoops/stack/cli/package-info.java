/** Tests of the commands. */
@NullMarked
package io.chronoops.stack.cli;

import org.jspecify.annotations.NullMarked;
