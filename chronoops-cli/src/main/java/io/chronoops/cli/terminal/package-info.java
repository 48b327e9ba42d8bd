/** The process around a call: streams, terminal, environment. */
@NullMarked
package io.chronoops.cli.terminal;

import org.jspecify.annotations.NullMarked;
