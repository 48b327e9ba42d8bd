@NullMarked
package io.chronoops.cli.operation;

import org.jspecify.annotations.NullMarked;
