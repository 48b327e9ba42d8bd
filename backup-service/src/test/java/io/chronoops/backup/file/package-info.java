@NullMarked
package io.chronoops.backup.file;

import org.jspecify.annotations.NullMarked;
