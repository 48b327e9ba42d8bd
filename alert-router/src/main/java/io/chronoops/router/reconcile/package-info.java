/** The proof that nothing is without outcome. */
@NullMarked
package io.chronoops.router.reconcile;

import org.jspecify.annotations.NullMarked;
