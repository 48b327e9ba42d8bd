/** The whole service on a real stack, and its architecture. */
@NullMarked
package io.chronoops.migration;

import org.jspecify.annotations.NullMarked;
