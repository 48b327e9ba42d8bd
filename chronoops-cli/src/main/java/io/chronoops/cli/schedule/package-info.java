/** What is done without anybody asking. */
@NullMarked
package io.chronoops.cli.schedule;

import org.jspecify.annotations.NullMarked;
