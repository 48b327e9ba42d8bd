/** migration-service: changes operated databases, and nothing else does. This package wires; features live below it. */
@NullMarked
package io.chronoops.migration;

import org.jspecify.annotations.NullMarked;
