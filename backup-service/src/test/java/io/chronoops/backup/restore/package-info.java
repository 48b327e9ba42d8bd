@NullMarked
package io.chronoops.backup.restore;

import org.jspecify.annotations.NullMarked;
