/** Tests of ports, secrets and files. */
@NullMarked
package io.chronoops.stack.data;

import org.jspecify.annotations.NullMarked;
