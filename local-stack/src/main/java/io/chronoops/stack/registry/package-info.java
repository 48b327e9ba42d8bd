/** Apicurio Registry as a process of its own. */
@NullMarked
package io.chronoops.stack.registry;

import org.jspecify.annotations.NullMarked;
