/** Tests of the reconciler. */
@NullMarked
package io.chronoops.router.reconcile;

import org.jspecify.annotations.NullMarked;
