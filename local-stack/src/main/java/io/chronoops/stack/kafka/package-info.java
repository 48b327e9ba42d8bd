/** The broker: its configuration, its users, who may do what, its topics. */
@NullMarked
package io.chronoops.stack.kafka;

import org.jspecify.annotations.NullMarked;
