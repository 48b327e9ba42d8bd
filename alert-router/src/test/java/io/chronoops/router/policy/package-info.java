/** Tests of the policy. */
@NullMarked
package io.chronoops.router.policy;

import org.jspecify.annotations.NullMarked;
