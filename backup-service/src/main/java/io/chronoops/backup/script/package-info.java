/** pg_dump's scripts taken apart into statements, so that they run over our own sessions: in parallel, cancellable, explained. */
@NullMarked
package io.chronoops.backup.script;

import org.jspecify.annotations.NullMarked;
