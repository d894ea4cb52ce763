/** {@code diff}: two tokens, or what tokens are made from, side by side with only what differs. */
@NullMarked
package dev.tokend.cli.diff;

import org.jspecify.annotations.NullMarked;
