/** Coverage: which moments of which table can be restored, and why not. */
@NullMarked
package io.chronoops.backup.coverage;

import org.jspecify.annotations.NullMarked;
