package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;

/**
 * The fields of a logon session that does not exist yet.
 *
 * @param logonType how the user logged on
 * @param authPackage what authenticated the user; may be empty
 * @param user who logged on
 * @param createdAt Unix seconds
 */
public record SessionBlueprint(LogonType logonType, String authPackage, Sid user, long createdAt) {}
