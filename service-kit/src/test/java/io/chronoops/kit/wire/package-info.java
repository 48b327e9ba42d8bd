@NullMarked
package io.chronoops.kit.wire;

import org.jspecify.annotations.NullMarked;
