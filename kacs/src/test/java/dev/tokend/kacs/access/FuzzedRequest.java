package dev.tokend.kacs.access;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.condition.Attributes;
import dev.tokend.kacs.fuzz.Seeds;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request read from the bytes of a fuzzer: a few bytes about subject and request, then a security descriptor to the
 * end. SIDs and GUIDs of the subject and the request are named by their place in the descriptor, so that whatever the
 * descriptor says is about somebody.
 */
final class FuzzedRequest {
  private static final GenericMapping[] MAPPINGS = {
    GenericMapping.FILE, GenericMapping.REGISTRY, GenericMapping.TOKEN, GenericMapping.PROCESS, GenericMapping.IPC,
    GenericMapping.SERVICE, GenericMapping.DIRECTORY_SERVICE
  };
  private static final Privilege[] PRIVILEGES = {
    Privilege.SE_SECURITY, Privilege.SE_BACKUP, Privilege.SE_RESTORE, Privilege.SE_TAKE_OWNERSHIP, Privilege.SE_RELABEL
  };
  private static final int HEADER_SIZE = 36;

  private final byte[] input;
  private final SecurityDescriptor descriptor;
  private final List<Sid> sids = new ArrayList<>(List.of(WellKnown.EVERYONE, WellKnown.PRINCIPAL_SELF));
  private final List<Guid> guids = new ArrayList<>();
  private int at;

  private FuzzedRequest(byte[] input) throws MalformedException {
    this.input = input;
    descriptor = SecurityDescriptor.parse(Arrays.copyOfRange(input, Math.min(HEADER_SIZE, input.length), input.length));
    if (descriptor.owner() != null) {
      sids.add(descriptor.owner());
    }
    collect(descriptor.dacl());
    collect(descriptor.sacl());
  }

  /** The request; malformed if the descriptor is. */
  static AccessRequest of(byte[] input) throws MalformedException {
    return new FuzzedRequest(input).read();
  }

  /** Inputs with every descriptor of the seeds, each asked about by a subject that it knows. */
  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] descriptor : Seeds.descriptors()) {
      byte[] seed = new byte[HEADER_SIZE + descriptor.length];
      for (int i = 0; i < HEADER_SIZE; i++) {
        seed[i] = (byte) ((seeds.size() * 31 + i * 7) >>> (i & 3));
      }
      System.arraycopy(descriptor, 0, seed, HEADER_SIZE, descriptor.length);
      seeds.add(seed);
    }
    return seeds;
  }

  private AccessRequest read() {
    int desired = u8() | u8() << 8 | u8() << 16 | u8() << 24;
    GenericMapping mapping = MAPPINGS[u8() % MAPPINGS.length];
    int options = u8();
    Attributes attributes = Seeds.attributes();
    PipLabel pip = new PipLabel(u8() << 8, u8() << 8);
    AccessRequest request = new AccessRequest(
        subject(),
        pip,
        PreparedDescriptor.of(descriptor),
        desired,
        mapping,
        options & 3,
        (options & 4) == 0 ? null : sid(),
        null,
        ResultMode.SCALAR,
        (options & 8) == 0 ? AttributeSet.EMPTY : attributes.local(),
        (options & 16) == 0 ? PolicySource.NONE : this::policy);
    if ((options & 32) != 0) {
      return request.withObjectTypes(objectTypes(), (options & 64) == 0 ? ResultMode.SCALAR : ResultMode.PER_NODE);
    }
    return request;
  }

  private Subject subject() {
    int kind = u8();
    int policies = u8();
    int privileges = u8();
    return Subject.builder()
        .userDenyOnly((kind & 1) != 0)
        .writeRestricted((kind & 3) == 3)
        .tokenType((kind & 4) == 0 ? TokenType.PRIMARY : TokenType.IMPERSONATION)
        .impersonationLevel(ImpersonationLevel.byValue(kind >> 3 & 3))
        .confinementSid((kind & 32) == 0 ? null : WellKnown.EVERYONE)
        .confinementExempt((kind & 64) != 0)
        .mandatoryPolicy(policies & 3)
        .auditPolicy(policies >> 4)
        .integrityLevel(u8() << 8)
        .privileges(privileges(privileges))
        .user(sid())
        .groups(groups())
        .restrictedSids((privileges & 32) == 0 ? List.of() : groups())
        .deviceGroups((privileges & 64) == 0 ? List.of() : groups())
        .restrictedDeviceGroups((privileges & 128) == 0 ? List.of() : groups())
        .confinementCapabilities((kind & 128) == 0 ? List.of() : groups())
        .build();
  }

  private static long privileges(int bits) {
    long mask = 0;
    for (int i = 0; i < PRIVILEGES.length; i++) {
      mask |= (bits >> i & 1) == 0 ? 0 : PRIVILEGES[i].mask();
    }
    return mask;
  }

  private List<SidAndAttributes> groups() {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int left = u8() & 3; left > 0; left--) {
      groups.add(new SidAndAttributes(sid(), u8() & 0x1F));
    }
    return groups;
  }

  private ObjectTypeList objectTypes() {
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    for (int left = u8() & 7; left > 0; left--) {
      int node = u8();
      Guid type = guids.isEmpty() ? new Guid(node, 0) : guids.get(node % guids.size());
      nodes.add(new ObjectTypeList.Node(node >> 6, type));
    }
    return ObjectTypeList.of(nodes);
  }

  /** A policy by which the object's own lists are asked once more. */
  private CentralPolicy policy(Sid sid) {
    Acl dacl = descriptor.dacl() == null ? Acl.EMPTY : descriptor.dacl();
    PolicyRule rule = PolicyRule.of(dacl);
    if (descriptor.sacl() != null) {
      rule = rule.withSacl(PolicyAcl.of(descriptor.sacl())).withStagedDacl(PolicyAcl.of(descriptor.sacl()));
    }
    return sid.subAuthorityCount() == 1 ? new CentralPolicy(List.of(rule)) : null;
  }

  private void collect(Acl acl) {
    for (Ace ace : acl == null ? List.<Ace>of() : acl.aces()) {
      if (ace instanceof MaskedAce masked) {
        sids.add(masked.sid());
      }
      if (ace instanceof ObjectScopedAce scoped && scoped.objectType() != null) {
        guids.add(scoped.objectType());
      }
    }
  }

  private Sid sid() {
    return sids.get(u8() % sids.size());
  }

  private int u8() {
    return at < Math.min(HEADER_SIZE, input.length) ? input[at++] & 0xFF : 0;
  }
}
