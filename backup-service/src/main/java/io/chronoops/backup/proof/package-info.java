/** The continuous proof: tables of the source compared with what base and log say of them, at one snapshot. */
@NullMarked
package io.chronoops.backup.proof;

import org.jspecify.annotations.NullMarked;
