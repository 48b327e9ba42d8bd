/** REST: problem details, the JSON form of commands. */
@NullMarked
package io.chronoops.kit.web;

import org.jspecify.annotations.NullMarked;
