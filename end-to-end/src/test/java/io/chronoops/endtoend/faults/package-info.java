@NullMarked
package io.chronoops.endtoend.faults;

import org.jspecify.annotations.NullMarked;
