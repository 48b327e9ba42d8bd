@NullMarked
package io.chronoops.backup.coverage;

import org.jspecify.annotations.NullMarked;
