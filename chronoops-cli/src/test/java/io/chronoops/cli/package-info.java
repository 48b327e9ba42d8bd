@NullMarked
package io.chronoops.cli;

import org.jspecify.annotations.NullMarked;
