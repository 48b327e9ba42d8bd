@NullMarked
package io.chronoops.backup.mark;

import org.jspecify.annotations.NullMarked;
