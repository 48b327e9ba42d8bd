/** Which backups there are; can be made anew from the repository alone. */
@NullMarked
package io.chronoops.backup.catalogue;

import org.jspecify.annotations.NullMarked;
