/** The command line: one command a class, over REST alone. */
@NullMarked
package io.chronoops.cli;

import org.jspecify.annotations.NullMarked;
