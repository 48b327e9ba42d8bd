/** Tests of screen. */
@NullMarked
package io.chronoops.endtoend.screen;

import org.jspecify.annotations.NullMarked;
