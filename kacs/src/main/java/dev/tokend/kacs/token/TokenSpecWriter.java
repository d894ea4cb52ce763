package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.SidArray;
import java.util.List;

/** Writes a token spec: the header, then the sections in header order (formats §9). */
final class TokenSpecWriter {
  private final ByteWriter out = new ByteWriter(512);

  private TokenSpecWriter() {}

  static byte[] write(TokenSpec spec) throws MalformedException {
    TokenSpecWriter writer = new TokenSpecWriter();
    writer.header(spec);
    writer.sections(spec);
    if (writer.out.size() > TokenSpec.MAX_SIZE) {
      throw new MalformedException("token spec", TokenSpec.MAX_SIZE,
          "would have " + writer.out.size() + " bytes; at most 65536 are allowed");
    }
    return writer.out.toByteArray();
  }

  /** The header with the offsets, lengths and counts of all sections 0. */
  private void header(TokenSpec spec) {
    out.i32(SpecHeader.VERSION_NUMBER);
    out.u8(spec.type().value()).u8(spec.impersonationLevel().value()).u16(0);
    out.i32(spec.integrityLevel()).i32(spec.policies().mandatory());
    out.i64(spec.privilegesPresent()).i64(spec.privilegesEnabled()).i32(0);
    out.i32(spec.projection().uid()).i32(spec.projection().gid()).i32(spec.policies().audit());
    out.i64(spec.expiration()).i64(spec.logonSessionId());
    out.i32(spec.ownerIndex()).i32(spec.primaryGroupIndex());
    spec.source().writeTo(out);
    out.zeros(SpecHeader.CONFINEMENT_EXEMPT - SpecHeader.USER_SID);
    flag(spec.confinement().exempt());
    flag(spec.restriction().writeRestricted());
    flag(spec.restriction().userDenyOnly());
    flag(spec.confinement().isolationBoundary());
    out.zeros(SpecHeader.ORIGIN - SpecHeader.SUPPLEMENTARY_GIDS);
    out.i64(spec.origin()).i32(spec.interactivityScope()).i32(0);
  }

  private void sections(TokenSpec spec) {
    out.patch32(SpecHeader.USER_SID, out.size());
    spec.user().writeTo(out);
    sids(SpecHeader.GROUPS, spec.groups());
    if (spec.defaultDacl() != null) {
      begin(SpecHeader.DEFAULT_DACL, spec.defaultDacl().size());
      spec.defaultDacl().writeTo(out);
    }
    claims(SpecHeader.USER_CLAIMS, spec.userClaims());
    claims(SpecHeader.DEVICE_CLAIMS, spec.device().claims());
    sids(SpecHeader.DEVICE_GROUPS, spec.device().groups());
    sids(SpecHeader.RESTRICTED_SIDS, spec.restriction().sids());
    if (spec.confinement().sid() != null) {
      begin(SpecHeader.CONFINEMENT_SID, spec.confinement().sid().size());
      spec.confinement().sid().writeTo(out);
    }
    sids(SpecHeader.CONFINEMENT_CAPABILITIES, spec.confinement().capabilities());
    List<Integer> gids = spec.projection().supplementaryGids();
    if (!gids.isEmpty()) {
      begin(SpecHeader.SUPPLEMENTARY_GIDS, gids.size());
      PayloadWriter.gids(out, gids);
    }
    sids(SpecHeader.RESTRICTED_DEVICE_GROUPS, spec.device().restrictedGroups());
  }

  private void sids(int field, List<SidAndAttributes> entries) {
    if (!entries.isEmpty()) {
      begin(field, entries.size());
      SidArray.writeEntries(out, entries);
    }
  }

  private void claims(int field, List<Claim> claims) {
    if (!claims.isEmpty()) {
      byte[] array = ClaimCodec.writeArray(claims);
      begin(field, array.length);
      out.bytes(array);
    }
  }

  /** Says in the header that a section of this length or count begins here. */
  private void begin(int field, int lengthOrCount) {
    out.patch32(field, out.size());
    out.patch32(field + 4, lengthOrCount);
  }

  private void flag(boolean value) {
    out.u8(value ? 1 : 0);
  }
}
