/** The topic catalogue: names, keys, how long each is kept, and who owns which command. */
@NullMarked
package io.chronoops.topics;

import org.jspecify.annotations.NullMarked;
