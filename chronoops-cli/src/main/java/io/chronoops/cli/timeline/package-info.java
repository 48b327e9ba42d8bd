/** What happened: who changed what, what a row was, what differs, how to undo it. */
@NullMarked
package io.chronoops.cli.timeline;

import org.jspecify.annotations.NullMarked;
