@NullMarked
package io.chronoops.backup.postgres;

import org.jspecify.annotations.NullMarked;
