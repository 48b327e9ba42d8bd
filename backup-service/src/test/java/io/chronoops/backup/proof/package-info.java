/** Whose turn it is to be proven. */
@NullMarked
package io.chronoops.backup.proof;

import org.jspecify.annotations.NullMarked;
