/** The folder that a stack keeps: ports, secrets, tokens. */
@NullMarked
package io.chronoops.stack.data;

import org.jspecify.annotations.NullMarked;
