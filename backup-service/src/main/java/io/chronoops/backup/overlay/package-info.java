/** The log's effect on a base's rows, laid over them while they are loaded, so that no row is written twice. */
@NullMarked
package io.chronoops.backup.overlay;

import org.jspecify.annotations.NullMarked;
