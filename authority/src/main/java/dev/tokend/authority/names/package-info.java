/**
 * Names of SIDs: accounts and groups of the name service, and the names file. A name is a courtesy, the SID is the
 * truth: looking one up never holds up the loop for longer than a moment, and never fails anything.
 */
@NullMarked
package dev.tokend.authority.names;

import org.jspecify.annotations.NullMarked;
