/** What happens to tokens as processes come, change their image, and change who they are (tokens §10). */
@NullMarked
package dev.tokend.monitor.operation.process;

import org.jspecify.annotations.NullMarked;
