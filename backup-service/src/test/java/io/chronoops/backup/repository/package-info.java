@NullMarked
package io.chronoops.backup.repository;

import org.jspecify.annotations.NullMarked;
