@NullMarked
package io.chronoops.backup.codec;

import org.jspecify.annotations.NullMarked;
