/** Bounded little-endian reading and writing, the ground every codec of this library stands on. */
@NullMarked
package dev.tokend.kacs.bytes;

import org.jspecify.annotations.NullMarked;
