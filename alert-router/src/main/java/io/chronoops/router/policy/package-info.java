/** Who is told, when: severities, tiers, and the policy that binds them. */
@NullMarked
package io.chronoops.router.policy;

import org.jspecify.annotations.NullMarked;
