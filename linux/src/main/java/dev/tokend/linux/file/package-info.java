/** Files by descriptor, where java.nio would follow links, keep no close-on-exec or hide the error number: openat(2) and kin. */
@NullMarked
package dev.tokend.linux.file;

import org.jspecify.annotations.NullMarked;
