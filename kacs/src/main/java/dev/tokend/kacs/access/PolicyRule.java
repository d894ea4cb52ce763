package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Acl;

/**
 * A rule of a central policy, KACS v0.22 §10.8.
 *
 * @param dacl the DACL that must grant too
 */
public record PolicyRule(Acl dacl) {}
