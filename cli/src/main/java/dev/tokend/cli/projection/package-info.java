/**
 * Projection: what Linux itself enforces of a token on the program that a command becomes (docs/projection.md, tokens
 * §23).
 *
 * <p>{@link dev.tokend.cli.projection.ProjectedIdentity} is what the token says, {@link
 * dev.tokend.linux.credentials.LinuxCredentials} what the launcher has; {@link
 * dev.tokend.cli.projection.ProjectionPlan} is a pure function of the two, and {@link
 * dev.tokend.cli.projection.Projection} carries it out.
 */
@NullMarked
package dev.tokend.cli.projection;

import org.jspecify.annotations.NullMarked;
