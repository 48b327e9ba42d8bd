/** The main job, step by step, on real parts. */
@NullMarked
package io.chronoops.endtoend.demo;

import org.jspecify.annotations.NullMarked;
