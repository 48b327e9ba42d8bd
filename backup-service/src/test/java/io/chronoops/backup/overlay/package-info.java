@NullMarked
package io.chronoops.backup.overlay;

import org.jspecify.annotations.NullMarked;
