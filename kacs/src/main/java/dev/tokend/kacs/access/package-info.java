/**
 * The access check: may this subject do this to an object with that security descriptor, and why.
 *
 * <p>A check runs through a fixed pipeline, one class for each pass, in the order of KACS v0.22 §10: the gates
 * ({@code RequestGate}), privileges ({@code PrivilegePass}), what the SACL says ({@code SaclMetadata}), mandatory
 * integrity ({@code MandatoryIntegrity}), the process trust label ({@code ProcessTrust}), the DACL ({@code DaclPass},
 * {@code TreeDaclPass}), SeTakeOwnership ({@code TakeOwnership}), restricting SIDs ({@code RestrictedPass}),
 * confinement ({@code ConfinementPass}), central policies ({@code CentralPolicyPass}), privilege use
 * ({@code PrivilegeUseAccounting}) and audit ({@code AuditWalk}). {@code Evaluation} runs the passes that decide,
 * {@link dev.tokend.kacs.access.AccessCheck} the whole.
 *
 * <p>Subjects and descriptors are prepared once and shared; a check of them is a pure function that changes nothing.
 * The same code reports every step to a {@link dev.tokend.kacs.access.Trace} when it is given one.
 */
@NullMarked
package dev.tokend.kacs.access;

import org.jspecify.annotations.NullMarked;
