@NullMarked
package io.chronoops.backup.retention;

import org.jspecify.annotations.NullMarked;
