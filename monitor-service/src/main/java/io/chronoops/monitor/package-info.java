/** Watches operated databases, decides what is a breach, counts what changes. */
@NullMarked
package io.chronoops.monitor;

import org.jspecify.annotations.NullMarked;
