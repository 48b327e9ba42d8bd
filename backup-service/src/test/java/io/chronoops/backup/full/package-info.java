@NullMarked
package io.chronoops.backup.full;

import org.jspecify.annotations.NullMarked;
