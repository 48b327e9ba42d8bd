/** Schedules: what is done without anybody asking, each occurrence a command like any other. */
@NullMarked
package io.chronoops.backup.schedule;

import org.jspecify.annotations.NullMarked;
