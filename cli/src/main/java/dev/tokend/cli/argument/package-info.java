/** What people type for privileges, groups, SIDs, levels and handles. */
@NullMarked
package dev.tokend.cli.argument;

import org.jspecify.annotations.NullMarked;
