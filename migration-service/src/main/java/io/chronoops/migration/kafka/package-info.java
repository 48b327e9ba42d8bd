/** The log of operations on Kafka. */
@NullMarked
package io.chronoops.migration.kafka;

import org.jspecify.annotations.NullMarked;
