package dev.tokend.kacs.access;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.Acl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a central policy is handed over for storing, KACS v0.22 §10.8, little-endian: version u8 = 1,
 * number of rules u32, then for each rule five fields, each length u32 and bytes: {@code applies_to}, DACL, SACL,
 * staged DACL, staged SACL. An empty field is an absent one; the DACL may not be absent.
 */
public final class CentralPolicyReader {
  /** The largest policy, in bytes. */
  public static final int MAX_SIZE = 262_144;

  /** The largest number of rules. */
  public static final int MAX_RULES = 256;

  private static final String STRUCTURE = "central policy";
  private static final int VERSION = 1;

  private CentralPolicyReader() {}

  /**
   * Reads a policy. What is stored is checked in full: conditions must be well-formed and end in a result, ACLs must be
   * exact.
   *
   * @throws MalformedException naming the field and the offset in {@code bytes}
   */
  public static CentralPolicy read(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_SIZE) {
      throw new MalformedException(STRUCTURE, MAX_SIZE, "larger than " + MAX_SIZE + " bytes");
    }
    ByteReader in = new ByteReader(STRUCTURE, bytes, 0, bytes.length);
    int version = in.u8();
    if (version != VERSION) {
      throw in.fail("version " + version + ", not " + VERSION);
    }
    long count = in.u32();
    if (count > MAX_RULES) {
      throw in.fail(count + " rules, at most " + MAX_RULES + " are allowed");
    }
    List<PolicyRule> rules = new ArrayList<>();
    for (int rule = 0; rule < count; rule++) {
      rules.add(readRule(in));
    }
    in.expectEnd();
    return new CentralPolicy(rules);
  }

  private static PolicyRule readRule(ByteReader in) throws MalformedException {
    ConditionProgram appliesTo = readCondition(in);
    PolicyAcl dacl = readAcl(in);
    if (dacl == null) {
      throw in.fail("a rule without a DACL");
    }
    return new PolicyRule(appliesTo, dacl, readAcl(in), readAcl(in), readAcl(in));
  }

  private static @Nullable ConditionProgram readCondition(ByteReader in) throws MalformedException {
    ByteReader field = readField(in);
    if (field.remaining() == 0) {
      return null;
    }
    int start = field.position();
    try {
      return ConditionProgram.forPolicy(Bytes.of(field.bytes(field.remaining())));
    } catch (MalformedException e) {
      throw new MalformedException(e.structure(), start + e.offset(), e.reason());
    }
  }

  private static @Nullable PolicyAcl readAcl(ByteReader in) throws MalformedException {
    ByteReader field = readField(in);
    if (field.remaining() == 0) {
      return null;
    }
    Acl acl = Acl.read(field);
    field.expectEnd();
    return PolicyAcl.of(acl);
  }

  private static ByteReader readField(ByteReader in) throws MalformedException {
    long length = in.u32();
    if (length > in.remaining()) {
      throw in.fail("a field of " + length + " bytes, " + in.remaining() + " are left");
    }
    return in.slice((int) length);
  }
}
