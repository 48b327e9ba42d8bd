@NullMarked
package io.chronoops.backup.neteffect;

import org.jspecify.annotations.NullMarked;
