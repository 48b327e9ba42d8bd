/** Named points at which a test may end the process. */
@NullMarked
package io.chronoops.kit.fault;

import org.jspecify.annotations.NullMarked;
