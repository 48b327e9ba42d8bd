/** The command vacuum. */
@NullMarked
package io.chronoops.migration.vacuum;

import org.jspecify.annotations.NullMarked;
