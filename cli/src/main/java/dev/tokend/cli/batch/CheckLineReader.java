package dev.tokend.cli.batch;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessError;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.ResultMode;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of access check §15 as a request. At the top, members that the schema does not know are passed over:
 * expectations, titles, notes; further in they are refused, because there they can only be mistakes.
 */
final class CheckLineReader {
  /** The largest claim array of a request, in bytes (security-descriptors §12). */
  private static final int MAX_LOCAL_CLAIMS = 65_536;

  private final @Nullable Subject defaultSubject;
  private final JsonValues in;
  private @Nullable String id;
  private @Nullable Subject subject;
  private int pipType;
  private int pipTrust;
  private byte @Nullable [] binary;
  private @Nullable String sddl;
  private int desired;
  private boolean desires;
  private GenericMapping mapping = GenericMapping.FILE;
  private int intent;
  private @Nullable Sid self;
  private List<Claim> localClaims = List.of();
  private @Nullable String claimsFault;
  private @Nullable ObjectTypeList objectTypes;
  private Map<Sid, CentralPolicy> policies = Map.of();

  private CheckLineReader(JsonText line, @Nullable Subject defaultSubject) {
    this.defaultSubject = defaultSubject;
    in = new JsonValues(line);
  }

  /**
   * Reads a line.
   *
   * @param defaultSubject who asks where the line has no token
   */
  static CheckLine read(JsonText line, @Nullable Subject defaultSubject) {
    CheckLineReader reader = new CheckLineReader(line, defaultSubject);
    try {
      reader.readAll();
      return reader.finished();
    } catch (BadLineException e) {
      return reader.bad(e.reason());
    }
  }

  private CheckLine bad(String fault) {
    return new CheckLine(id, null, null, fault, null);
  }

  private void readAll() throws BadLineException {
    in.beginObject();
    while (in.hasNext()) {
      member(in.name());
    }
    in.endObject();
    in.end();
  }

  private void member(String name) throws BadLineException {
    switch (name) {
      case "id" -> id = in.optionalString();
      case "token" -> subject = TokenReader.read(in);
      case "pip_type" -> pipType = in.unsigned();
      case "pip_trust" -> pipTrust = in.unsigned();
      case "sd_base64" -> binary = in.isNull() ? null : in.base64();
      case "sd_sddl" -> readSddl();
      case "desired" -> {
        desired = in.mask();
        desires = true;
      }
      case "mapping" -> mapping = readMapping();
      case "privilege_intent" -> intent = (int) in.integer(0, 3);
      case "self_sid" -> self = in.optionalSid();
      case "local_claims" -> localClaims = readClaims();
      case "object_types" -> objectTypes = in.isNull() ? null : readObjectTypes();
      case "policies" -> policies = PolicyReader.list(in);
      default -> in.skip();
    }
  }

  /** The text form counts only where there is no binary one, and is not looked at otherwise. */
  private void readSddl() throws BadLineException {
    if (binary != null) {
      in.skip();
    } else {
      sddl = in.optionalString();
    }
  }

  private List<Claim> readClaims() throws BadLineException {
    List<Claim> claims = ClaimReader.list(in);
    if (!claims.isEmpty() && ClaimCodec.writeArray(claims).length > MAX_LOCAL_CLAIMS) {
      claimsFault = "local claims of more than " + MAX_LOCAL_CLAIMS + " bytes";
    }
    return claims;
  }

  private GenericMapping readMapping() throws BadLineException {
    if (in.nextIsArray()) {
      in.beginArray();
      GenericMapping masks = new GenericMapping(in.mask(), in.mask(), in.mask(), in.mask());
      in.endArray();
      return masks;
    }
    String name = in.string();
    if (name.equals("file")) {
      return GenericMapping.FILE;
    }
    ObjectType type = ObjectType.byName(name);
    if (type == null || !type.hasGenericMapping()) {
      throw in.expected("the name of a mapping, or four masks");
    }
    return new GenericMapping(type.genericRead(), type.genericWrite(), type.genericExecute(), type.genericAll());
  }

  private ObjectTypeList readObjectTypes() throws BadLineException {
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      nodes.add(readNode());
    }
    in.endArray();
    return ObjectTypeList.of(nodes);
  }

  private ObjectTypeList.Node readNode() throws BadLineException {
    int level = -1;
    Guid guid = null;
    in.beginObject();
    while (in.hasNext()) {
      String member = in.name();
      switch (member) {
        case "level" -> level = (int) in.integer(0, Integer.MAX_VALUE);
        case "guid" -> guid = readGuid();
        default -> throw in.unknownMember(member);
      }
    }
    in.endObject();
    if (level < 0 || guid == null) {
      throw in.fail("an object type needs level and guid");
    }
    return new ObjectTypeList.Node(level, guid);
  }

  private Guid readGuid() throws BadLineException {
    String text = in.string();
    try {
      return Guid.parse(text);
    } catch (MalformedException e) {
      throw in.fail(String.valueOf(e.getMessage()));
    }
  }

  private CheckLine finished() {
    Subject asking = subject != null ? subject : defaultSubject;
    if (asking == null) {
      return bad("no token");
    }
    if (!desires) {
      return bad("no desired mask");
    }
    PreparedDescriptor descriptor;
    try {
      descriptor = descriptor();
    } catch (MalformedException e) {
      return new CheckLine(id, null, AccessError.MALFORMED_SD, null, e.getMessage());
    }
    if (claimsFault != null) {
      return new CheckLine(id, null, AccessError.INVALID_PARAMETER, null, claimsFault);
    }
    AccessRequest request = new AccessRequest(
        asking, new PipLabel(pipType, pipTrust), descriptor, desired, mapping, intent, self, objectTypes,
        ResultMode.SCALAR, AttributeSet.of(localClaims),
        new KnownPolicies(policies));
    return new CheckLine(id, request, null, null, null);
  }

  /** SDDL can say what the binary form may not, MAXIMUM_ALLOWED in an entry: the binary form is what is checked. */
  private @Nullable PreparedDescriptor descriptor() throws MalformedException {
    if (binary == null && sddl != null) {
      binary = Sddl.parse(sddl).toByteArray();
    }
    return binary == null ? null : PreparedDescriptor.of(SecurityDescriptor.parse(binary));
  }
}
