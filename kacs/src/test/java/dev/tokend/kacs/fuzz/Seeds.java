package dev.tokend.kacs.fuzz;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.condition.Attributes;
import dev.tokend.kacs.condition.MembershipView;
import dev.tokend.kacs.condition.Side;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.RandomDescriptors;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidArray;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.RandomTokenSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Where fuzzing starts: the test vectors, the worked examples, and valid values of the random generators. */
public final class Seeds {
  /** Everyone is in the enabled groups, Users for deny only; the device is in Administrators. */
  static final MembershipView MEMBERS = new MembershipView() {
    @Override
    public Truth isMember(Sid sid, Side side) {
      return Truth.of(sid.equals(WellKnown.EVERYONE) || side == Side.DENY && sid.equals(WellKnown.USERS));
    }

    @Override
    public Truth isDeviceMember(Sid sid, Side side) {
      return Truth.of(sid.equals(WellKnown.ADMINISTRATORS));
    }
  };

  private static final int RANDOM_VALUES = 20;

  private Seeds() {}

  /** A value of a random source, as bytes. */
  private interface Value {
    byte[] from(SplittableRandom random) throws MalformedException;
  }

  static List<byte[]> sids() {
    return random(random -> RandomSids.sid(random).toByteArray());
  }

  static List<byte[]> sidTexts() {
    List<byte[]> seeds = random(random -> utf8(RandomSids.sid(random).toString()));
    seeds.addAll(utf8(List.of("S-1-0x10000000000-1", "s-1-5-0x20-0x220", "BA", "S-1-0")));
    return seeds;
  }

  static List<byte[]> sidArrays() {
    return random(random -> {
      ByteWriter out = new ByteWriter();
      SidArray.writeCounted(out, RandomSids.groups(random, 5));
      return out.toByteArray();
    });
  }

  /** The descriptors of the vectors, well-formed or not. */
  public static List<byte[]> descriptors() {
    List<byte[]> seeds = base64("sd_base64");
    seeds.addAll(random(random -> RandomDescriptors.descriptor(random).toByteArray()));
    return distinct(seeds);
  }

  static List<byte[]> acls() {
    List<byte[]> seeds = random(random -> RandomDescriptors.acl(random).toByteArray());
    for (byte[] descriptor : base64("sd_base64")) {
      Acl acl = dacl(descriptor);
      if (acl != null) {
        seeds.add(acl.toByteArray());
      }
    }
    return distinct(seeds);
  }

  static List<byte[]> claimArrays() {
    return random(random -> ClaimCodec.writeArray(RandomClaims.claims(random)));
  }

  static List<byte[]> programs() {
    List<byte[]> seeds = new ArrayList<>();
    for (String row : lines("/conditions/worked-examples.tsv")) {
      seeds.add(HexFormat.of().parseHex(row.split("\t", -1)[3]));
    }
    for (String row : lines("/conditions/malformed-programs.tsv")) {
      seeds.add(HexFormat.of().parseHex(row.split("\t", -1)[1]));
    }
    return distinct(seeds);
  }

  static List<byte[]> conditionTexts() {
    return utf8(column("/conditions/worked-examples.tsv", 1));
  }

  static List<byte[]> sddlTexts() {
    List<String> texts = new ArrayList<>(column("/sddl/examples.tsv", 0));
    texts.addAll(column("/sddl/rejected.txt", 0));
    for (JsonObject vector : vectors()) {
      JsonElement text = vector.get("sd_sddl");
      if (!text.isJsonNull()) {
        texts.add(text.getAsString());
      }
    }
    return distinct(utf8(texts));
  }

  static List<byte[]> tokenSpecs() {
    List<byte[]> seeds = random(random -> RandomTokenSpecs.spec(random).toByteArray());
    for (String name : List.of("a", "b", "c")) {
      seeds.add(Hex.bytes(text("/formats/token-spec-" + name + ".hex")));
    }
    return seeds;
  }

  static List<byte[]> sessionSpecs() {
    return random(random -> new LogonSessionSpec(
        random.nextBoolean() ? LogonType.INTERACTIVE : LogonType.SERVICE,
        RandomClaims.text(random, 12),
        RandomSids.sid(random)).toByteArray());
  }

  static List<byte[]> payloads() {
    List<byte[]> seeds = new ArrayList<>();
    for (String row : lines("/formats/query-payloads.tsv")) {
      String[] fields = row.split("\t", -1);
      byte[] answer = HexFormat.of().parseHex(fields[1]);
      byte[] seed = new byte[1 + answer.length];
      seed[0] = (byte) Integer.parseInt(fields[0]);
      System.arraycopy(answer, 0, seed, 1, answer.length);
      seeds.add(seed);
    }
    return seeds;
  }

  /** One claim of each type, the same in every namespace, under the names that the worked examples use. */
  public static Attributes attributes() {
    AttributeSet set = AttributeSet.of(claims());
    return new Attributes(set, set, set, set);
  }

  /** The claims of {@link #attributes}. */
  static List<Claim> claims() {
    return List.of(
        claim("Title", ClaimType.STRING, new ClaimValue.Text("PM")),
        claim("clearance", ClaimType.INT64, new ClaimValue.Int64(3)),
        claim("big", ClaimType.UINT64, new ClaimValue.UInt64(Long.MIN_VALUE)),
        claim("flag", ClaimType.BOOLEAN, new ClaimValue.Bool(1)),
        claim("sid", ClaimType.SID, new ClaimValue.SidValue(WellKnown.EVERYONE)),
        claim("projects", ClaimType.STRING, new ClaimValue.Text("apollo"), new ClaimValue.Text("gemini")));
  }

  private static Claim claim(String name, ClaimType type, ClaimValue... values) {
    return new Claim(name, type, 0, List.of(values));
  }

  private static Acl dacl(byte[] descriptor) {
    try {
      return SecurityDescriptor.parse(descriptor).dacl();
    } catch (MalformedException e) {
      return null;
    }
  }

  private static List<byte[]> random(Value value) {
    List<byte[]> seeds = new ArrayList<>();
    for (int seed = 0; seed < RANDOM_VALUES; seed++) {
      try {
        seeds.add(value.from(new SplittableRandom(seed)));
      } catch (MalformedException e) {
        throw new IllegalStateException(e);
      }
    }
    return distinct(seeds);
  }

  private static List<byte[]> base64(String key) {
    List<byte[]> values = new ArrayList<>();
    for (JsonObject vector : vectors()) {
      if (!vector.get(key).isJsonNull()) {
        values.add(Base64.getDecoder().decode(vector.get(key).getAsString()));
      }
    }
    return values;
  }

  private static List<JsonObject> vectors() {
    return text("/vectors/access-check.jsonl").lines().map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static List<String> column(String resource, int index) {
    return lines(resource).stream().map(row -> row.split("\t", -1)[index]).toList();
  }

  /** The rows below the header; files without one lose an example. */
  private static List<String> lines(String resource) {
    return text(resource).lines().skip(1).toList();
  }

  private static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Seeds.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> utf8(List<String> texts) {
    return new ArrayList<>(texts.stream().map(Seeds::utf8).toList());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> distinct(List<byte[]> seeds) {
    List<byte[]> all = new ArrayList<>();
    for (byte[] seed : seeds) {
      if (all.stream().noneMatch(other -> Arrays.equals(seed, other))) {
        all.add(seed);
      }
    }
    return all;
  }
}
