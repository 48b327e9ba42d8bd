@NullMarked
package io.chronoops.cli.restore;

import org.jspecify.annotations.NullMarked;
