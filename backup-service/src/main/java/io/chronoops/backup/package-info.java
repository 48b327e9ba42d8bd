/** backup-service: copies, captures, restores. */
@NullMarked
package io.chronoops.backup;

import org.jspecify.annotations.NullMarked;
