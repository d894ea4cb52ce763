package dev.tokend.cli;

import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.protocol.Failure;

/**
 * What an authority refused.
 *
 * @param failure its answer
 * @param names the name of the target's user, if it could be had
 */
public record Refusal(Failure failure, SidNames names) {}
