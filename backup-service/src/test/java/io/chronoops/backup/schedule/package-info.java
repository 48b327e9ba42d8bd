@NullMarked
package io.chronoops.backup.schedule;

import org.jspecify.annotations.NullMarked;
