/** What checkpoints and the background writer do. */
@NullMarked
package io.chronoops.monitor.probe.backgroundwriter;

import org.jspecify.annotations.NullMarked;
