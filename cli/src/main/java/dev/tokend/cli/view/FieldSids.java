package dev.tokend.cli.view;

import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;

/** Collects the SIDs that an output names, so that one request finds the names of all of them. */
public final class FieldSids {
  private final TokenView token;
  private final List<Sid> found = new ArrayList<>();

  private FieldSids(TokenView token) {
    this.token = token;
  }

  /** The SIDs that these fields show, perhaps some more than once. */
  public static List<Sid> of(Fields fields, TokenView token) {
    FieldSids sids = new FieldSids(token);
    for (TokenField field : fields.list()) {
      sids.add(field);
    }
    return sids.found;
  }

  /** The SIDs of a descriptor. */
  public static List<Sid> of(SecurityDescriptor descriptor) {
    List<Sid> found = new ArrayList<>();
    Sid owner = descriptor.owner();
    if (owner != null) {
      found.add(owner);
    }
    Sid group = descriptor.group();
    if (group != null) {
      found.add(group);
    }
    Acl dacl = descriptor.dacl();
    if (dacl != null) {
      addAces(dacl.aces(), found);
    }
    Acl sacl = descriptor.sacl();
    if (sacl != null) {
      addAces(sacl.aces(), found);
    }
    return found;
  }

  private void add(TokenField field) {
    switch (field) {
      case USER -> found.add(token.user());
      case OWNER -> found.add(token.owner());
      case PRIMARY_GROUP -> found.add(token.primaryGroup());
      case GROUPS -> addAll(token.groups());
      case RESTRICTED_SIDS -> addAll(token.restrictedSids());
      case RESTRICTED_DEVICE_GROUPS -> addAll(token.facts().restrictedDeviceGroups());
      case CONFINEMENT_SID -> {
        Sid confinement = token.confinementSid();
        if (confinement != null) {
          found.add(confinement);
        }
      }
      case CAPABILITIES -> addAll(token.capabilities());
      case DEVICE_GROUPS -> addAll(token.deviceGroups());
      case USER_CLAIMS -> addClaims(token.userClaims());
      case DEVICE_CLAIMS -> addClaims(token.deviceClaims());
      case DEFAULT_DACL -> {
        Acl dacl = token.defaultDacl();
        if (dacl != null) {
          addAces(dacl.aces(), found);
        }
      }
      case SESSION -> found.add(token.facts().session().user());
      default -> {}
    }
  }

  private void addAll(List<SidAndAttributes> entries) {
    for (SidAndAttributes entry : entries) {
      found.add(entry.sid());
    }
  }

  private void addClaims(List<Claim> claims) {
    for (Claim claim : claims) {
      for (ClaimValue value : claim.values()) {
        if (value instanceof ClaimValue.SidValue sid) {
          found.add(sid.value());
        }
      }
    }
  }

  private static void addAces(List<Ace> aces, List<Sid> found) {
    for (Ace ace : aces) {
      if (ace instanceof MaskedAce masked) {
        found.add(masked.sid());
      }
    }
  }
}
