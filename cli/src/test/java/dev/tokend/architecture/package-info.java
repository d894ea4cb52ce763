/** Tests of what holds between the modules: the arrows, the purity, the citations. */
@NullMarked
package dev.tokend.architecture;

import org.jspecify.annotations.NullMarked;
