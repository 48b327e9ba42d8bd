@NullMarked
package io.chronoops.backup.script;

import org.jspecify.annotations.NullMarked;
