/**
 * The text forms: security descriptors and ACLs in SDDL, conditional expressions, and SIDs with aliases ([MS-DTYP]
 * 2.5.1, security-descriptors §10).
 *
 * <p>{@link dev.tokend.kacs.sddl.Sddl} is the way in. Parsing is total: any text gives a value or one {@link
 * dev.tokend.kacs.MalformedException} with structure "SDDL" and the index of the character that does not fit. Printing
 * is canonical, and {@code parse(print(x))} is {@code x} again; what the text cannot say is refused with an {@link
 * dev.tokend.kacs.sddl.InexpressibleException}, never left out.
 */
@NullMarked
package dev.tokend.kacs.sddl;

import org.jspecify.annotations.NullMarked;
