@NullMarked
package io.chronoops.backup;

import org.jspecify.annotations.NullMarked;
