/** A backup as one plain file for psql. */
@NullMarked
package io.chronoops.backup.export;

import org.jspecify.annotations.NullMarked;
