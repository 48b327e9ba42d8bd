@NullMarked
package io.chronoops.backup.timeline;

import org.jspecify.annotations.NullMarked;
