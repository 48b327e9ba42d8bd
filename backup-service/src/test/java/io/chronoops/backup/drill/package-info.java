@NullMarked
package io.chronoops.backup.drill;

import org.jspecify.annotations.NullMarked;
