@NullMarked
package io.chronoops.backup.compaction;

import org.jspecify.annotations.NullMarked;
