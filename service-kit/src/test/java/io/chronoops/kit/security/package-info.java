@NullMarked
package io.chronoops.kit.security;

import org.jspecify.annotations.NullMarked;
