@NullMarked
package io.chronoops.backup.capture;

import org.jspecify.annotations.NullMarked;
