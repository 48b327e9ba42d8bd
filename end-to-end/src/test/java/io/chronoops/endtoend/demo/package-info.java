/** Tests of demo. */
@NullMarked
package io.chronoops.endtoend.demo;

import org.jspecify.annotations.NullMarked;
