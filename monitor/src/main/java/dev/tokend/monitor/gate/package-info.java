/**
 * The decisions that several operations share: rights and requested masks, the access check against a token or a
 * process, the impersonation gates, and what a security descriptor's parts need.
 */
@NullMarked
package dev.tokend.monitor.gate;

import org.jspecify.annotations.NullMarked;
