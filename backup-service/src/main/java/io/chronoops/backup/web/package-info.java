/** REST of backup-service. */
@NullMarked
package io.chronoops.backup.web;

import org.jspecify.annotations.NullMarked;
