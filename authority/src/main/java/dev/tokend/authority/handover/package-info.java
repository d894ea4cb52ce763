/** What the service manager keeps of an authority while it is started again (docs/durability.md). */
@NullMarked
package dev.tokend.authority.handover;

import org.jspecify.annotations.NullMarked;
