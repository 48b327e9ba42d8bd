@NullMarked
package io.chronoops.topics;

import org.jspecify.annotations.NullMarked;
