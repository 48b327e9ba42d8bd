/** Compression: files of blocks that expand on their own, made in parallel, read by any gunzip or zstd. */
@NullMarked
package io.chronoops.backup.codec;

import org.jspecify.annotations.NullMarked;
