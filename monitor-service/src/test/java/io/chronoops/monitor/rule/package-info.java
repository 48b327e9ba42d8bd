/** Decisions, tried without any I/O. */
@NullMarked
package io.chronoops.monitor.rule;

import org.jspecify.annotations.NullMarked;
