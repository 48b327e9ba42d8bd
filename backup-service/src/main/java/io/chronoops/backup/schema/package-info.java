/** The schema's versions: read by itself after each change, so that a restore finds the one of its moment. */
@NullMarked
package io.chronoops.backup.schema;

import org.jspecify.annotations.NullMarked;
