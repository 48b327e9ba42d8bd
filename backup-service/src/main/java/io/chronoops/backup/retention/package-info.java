/** Which backups are kept, and why. */
@NullMarked
package io.chronoops.backup.retention;

import org.jspecify.annotations.NullMarked;
