@NullMarked
package io.chronoops.endtoend.bench;

import org.jspecify.annotations.NullMarked;
