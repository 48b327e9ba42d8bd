/** Verification: every byte read again and matched. */
@NullMarked
package io.chronoops.backup.verify;

import org.jspecify.annotations.NullMarked;
