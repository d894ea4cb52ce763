/** Real authorities, real processes, real users and the real command, on the machine that runs the tests. */
@NullMarked
package dev.tokend.live;

import org.jspecify.annotations.NullMarked;
