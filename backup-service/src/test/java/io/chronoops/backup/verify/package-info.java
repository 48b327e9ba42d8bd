@NullMarked
package io.chronoops.backup.verify;

import org.jspecify.annotations.NullMarked;
