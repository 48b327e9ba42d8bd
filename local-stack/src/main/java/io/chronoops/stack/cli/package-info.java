/** The commands up, down, status and doctor. */
@NullMarked
package io.chronoops.stack.cli;

import org.jspecify.annotations.NullMarked;
