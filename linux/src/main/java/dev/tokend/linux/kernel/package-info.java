/** What the running kernel can do. */
@NullMarked
package dev.tokend.linux.kernel;

import org.jspecify.annotations.NullMarked;
