/** Which databases are operated, and how to reach them. */
@NullMarked
package io.chronoops.kit.databases;

import org.jspecify.annotations.NullMarked;
