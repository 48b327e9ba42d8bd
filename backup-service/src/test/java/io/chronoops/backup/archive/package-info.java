@NullMarked
package io.chronoops.backup.archive;

import org.jspecify.annotations.NullMarked;
