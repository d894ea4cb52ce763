package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * A SACL to walk for audit and alarm ACEs.
 *
 * @param policy the central policy that it comes from; null for the object's own
 */
record PolicySacl(@Nullable Sid policy, PreparedAcl acl) {}
