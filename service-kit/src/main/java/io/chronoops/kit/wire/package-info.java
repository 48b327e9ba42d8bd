/** The wire: serializers, client settings, dead letters. */
@NullMarked
package io.chronoops.kit.wire;

import org.jspecify.annotations.NullMarked;
