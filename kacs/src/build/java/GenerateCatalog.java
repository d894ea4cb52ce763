import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Turns the catalogue tables into Java at build time: {@code java GenerateCatalog.java TABLES OUTPUT}.
 *
 * <p>The tables are the only place where these facts are written down; the classes exist so that a look-up costs no
 * parsing at run time. Rows that contradict each other stop the build.
 */
final class GenerateCatalog {
  private final Path tables;
  private final Path output;
  private final Map<String, Integer> privilegeBits = new HashMap<>();
  private final Map<String, Integer> capabilityNumbers = new HashMap<>();

  private GenerateCatalog(Path tables, Path output) {
    this.tables = tables;
    this.output = output;
  }

  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[1]);
    new GenerateCatalog(Path.of(arguments[0]), output).run();
    JavaSource.deleteOthers(output);
  }

  private void run() throws IOException {
    for (Tsv.Row row : table("privileges").rows()) {
      privilegeBits.put(row.get("name"), row.number("bit"));
    }
    for (Tsv.Row row : table("linux-capabilities").rows()) {
      capabilityNumbers.put(row.get("name"), row.number("number"));
    }
    privileges();
    capabilities();
    queryClasses();
    tokenEnumerations();
    descriptorEnumerations();
    errnos();
    domainAliases();
    new RightSources(table("access-rights"), table("generic-mappings")).write(output);
    new SidSources(table("well-known-sids")).write(output);
  }

  private Tsv table(String name) throws IOException {
    return Tsv.read(tables.resolve(name + ".tsv"));
  }

  private void privileges() throws IOException {
    Tsv table = table("privileges");
    long all = mask(table.rows().stream().map(row -> row.get("name")).toList(), privilegeBits);
    new EnumSource("Privilege", "The privileges of a token (KACS v0.22 chapter 7).", table,
        row -> JavaSource.constant(row.get("short_name")))
        .field("int", "bit", "The bit position, which is also its LUID", row -> row.get("bit"))
        .field("String", "fullName", "The full name, such as SeTcbPrivilege",
            row -> JavaSource.literal(row.get("name")))
        .field("String", "shortName", "The name without its last word, such as SeTcb",
            row -> JavaSource.literal(row.get("short_name")))
        .field("long", "linuxCapabilities",
            "The Linux capabilities of which any one gives the privilege to a derived token, bit n for number n",
            row -> JavaSource.hex(mask(row.list("linux_capabilities"), capabilityNumbers)))
        .text("category", "Who judges it: the access check, the authority, applications, or nobody yet",
            row -> row.get("category"))
        .byNumber("byBit", "bit")
        .byName("byName", "The privilege of this full or short name in any case, or null",
            row -> List.of(row.get("name"), row.get("short_name")))
        .code("/** Every defined bit. */\npublic static final long ALL = " + JavaSource.hex(all) + ";")
        .code("/** The bit as a mask. */\npublic long mask() {\n  return 1L << bit;\n}")
        .write(output);
  }

  private void capabilities() throws IOException {
    new EnumSource("LinuxCapability", "The Linux capabilities and what they have to do with privileges.",
        table("linux-capabilities"), row -> row.get("name"))
        .field("int", "value", "The number, which is also the bit position", row -> row.get("number"))
        .field("String", "label", "The name, such as CAP_SYS_ADMIN", row -> JavaSource.literal(row.get("name")))
        .field("CapabilityRule", "rule", "How KACS answers a check of this capability (KACS v0.22 §12.2)",
            row -> "CapabilityRule." + JavaSource.constant(row.get("kacs_class")))
        .field("long", "kacsPrivileges", "The privileges of which any one satisfies the capability, as a mask",
            row -> JavaSource.hex(mask(row.list("kacs_privileges"), privilegeBits)))
        .field("long", "derivedPrivileges", "The privileges that the capability gives to a derived token, as a mask",
            row -> JavaSource.hex(mask(row.list("derived_privileges"), privilegeBits)))
        .byNumber("byValue", "number")
        .byName("byName", "The capability of this name in any case, or null", row -> List.of(row.get("name")))
        .description(row -> switch (row.get("kacs_class")) {
          case "allow" -> "Allowed without a privilege";
          case "deny" -> "Always refused";
          default -> "Needs " + String.join(" or ", row.list("kacs_privileges"));
        })
        .write(output);
  }

  private void queryClasses() throws IOException {
    new EnumSource("QueryClass", "What can be asked of a token (KACS v0.22 §13.2, formats §8).", table("query-classes"),
        row -> JavaSource.constant(row.get("name")))
        .field("int", "number", "The class number of the wire, from 1", row -> row.get("id"))
        .field("String", "className", "The name in lower case, such as integrity-level",
            row -> JavaSource.literal(row.get("name")))
        .field("PayloadKind", "payload", "The shape of the answer",
            row -> "PayloadKind." + JavaSource.constant(row.get("payload")))
        .text("kacsName", "The constant of the KACS ABI", row -> row.get("kacs_name"))
        .text("aliasList", "The other names, comma separated", row -> row.get("aliases"))
        .byNumber("byNumber", "id")
        .byName("byName", "The class of this name or alias in any case, or null",
            row -> Stream.concat(Stream.of(row.get("name"), row.get("kacs_name")), row.list("aliases").stream())
                .toList())
        .code("/** The other names, as the catalogue lists them. */\n"
            + "public java.util.List<String> aliases() {\n"
            + "  return java.util.List.of(aliasList().split(\",\", -1));\n}")
        .write(output);
  }

  private void tokenEnumerations() throws IOException {
    plain("TokenType", "Whether a token is of a process or borrowed by a thread (KACS v0.22 §13.7).",
        "token-types", "value")
        .text("kacsConstant", "The constant of the KACS ABI", row -> row.get("kacs_constant"))
        .text("windowsConstant", "The constant of the Windows SDK", row -> row.get("windows_constant")).write(output);
    plain("ElevationType", "Which half of an elevation pair a token is (KACS v0.22 §13.7).",
        "elevation-types", "value")
        .text("kacsConstant", "The constant of the KACS ABI", row -> row.get("kacs_constant"))
        .text("windowsConstant", "The constant of the Windows SDK", row -> row.get("windows_constant")).write(output);
    plain("ImpersonationLevel", "How far a server may use an identity (KACS v0.22 §9.1).",
        "impersonation-levels", "value")
        .text("kacsConstant", "The constant of the KACS ABI", row -> row.get("kacs_constant"))
        .text("windowsConstant", "The constant of the Windows SDK", row -> row.get("windows_constant")).write(output);
    plain("IntegrityLevel", "The named integrity levels; others are legal and compared as numbers (KACS v0.22 §2.2).",
        "integrity-levels", "rid")
        .field("boolean", "definedByKacs", "Whether KACS names it; otherwise only Windows does",
            row -> "" + row.get("defined_by").equals("kacs"))
        .optionalText("sddl", "The SDDL alias of its SID, or null", row -> row.optional("sddl_alias"))
        .code("/** The SID {@code S-1-16-level}. */\npublic dev.tokend.kacs.sid.Sid sid() {\n"
            + "  return dev.tokend.kacs.sid.Sid.integrity(value);\n}").write(output);
    plain("LogonType", "How a logon session came to be (KACS v0.22 §13.7).", "logon-types", "value")
        .field("boolean", "validInKacs", "Whether a session may have it; otherwise only Windows knows it",
            row -> "" + (row.optional("kacs_constant") != null))
        .optionalText("kacsConstant", "The constant of the KACS ABI, or null", row -> row.optional("kacs_constant"))
        .code(logonGroups()).write(output);
    plain("MandatoryPolicyFlag", "The integrity policy bits of a token (KACS v0.22 §4.2).",
        "mandatory-policies", "value_hex")
        .text("kacsConstant", "The constant of the KACS ABI", row -> row.get("kacs_constant"))
        .text("windowsConstant", "The constant of the Windows SDK", row -> row.get("windows_constant")).write(output);
    plain("AuditPolicyFlag", "The audit policy bits of a token (KACS v0.22 §4.2).", "audit-policies", "value_hex")
        .text("kacsConstant", "The constant of the KACS ABI", row -> row.get("kacs_constant")).write(output);
    flags("PrivilegeAttribute", "What an adjust request says of a privilege (KACS v0.22 §13.7).",
        "privilege-attributes", "^(SE_PRIVILEGE|KACS_PRIV)_", "")
        .optionalText("kacsConstant", "The constant of the KACS ABI, or null", row -> row.optional("kacs_constant"))
        .write(output);
    flags("GroupAttribute", "The attribute bits of a group in a token (KACS v0.22 §2.1).",
        "group-attributes", "^SE_GROUP_", "")
        .text("display", "The name for reading, such as Enabled group", row -> row.get("label")).write(output);
  }

  private String logonGroups() throws IOException {
    String cases = table("logon-types").rows().stream()
        .filter(row -> row.optional("group_sids") != null)
        .map(row -> "    case " + row.get("value") + ": return java.util.List.of("
            + row.list("group_sids").stream().map(SidSources::construct).collect(joining(", ")) + ");\n")
        .collect(joining());
    return "/** The groups that such a logon adds to a token. */\n"
        + "public java.util.List<dev.tokend.kacs.sid.Sid> groupSids() {\n  switch (value) {\n" + cases
        + "    default: return java.util.List.of();\n  }\n}";
  }

  private void descriptorEnumerations() throws IOException {
    flags("AceType", "The types of ACE ([MS-DTYP] 2.4.4.1, KACS v0.22 §3.4).", "ace-types", "", "_ACE_TYPE$")
        .field("AceLayout", "layout", "The layout after the header",
            row -> "AceLayout." + (row.optional("layout") == null ? "OPAQUE" : JavaSource.constant(row.get("layout"))))
        .field("boolean", "sacl", "Whether it belongs in a SACL; otherwise in a DACL",
            row -> "" + row.get("acl").equals("sacl"))
        .optionalText("sddl", "The SDDL code, or null", row -> row.optional("sddl")).write(output);
    flags("AceFlag", "The flag bits of an ACE ([MS-DTYP] 2.4.4.1, KACS v0.22 §3.6).", "ace-flags", "", "_ACE(_FLAG)?$")
        .optionalText("sddl", "The SDDL code, or null", row -> row.optional("sddl")).write(output);
    flags("ObjectAceFlag", "Which GUIDs an object ACE has ([MS-DTYP] 2.4.4.3).", "object-ace-flags", "^ACE_", "")
        .write(output);
    flags("SdControlFlag", "The control bits of a security descriptor ([MS-DTYP] 2.4.6).",
        "sd-control-flags", "^SE_", "")
        .optionalText("sddl", "The SDDL section and flag, such as D:P, or null", row -> row.optional("sddl"))
        .write(output);
    flags("ClaimType", "The value types of a claim ([MS-DTYP] 2.4.10.1, KACS v0.22 §3.9).", "claim-types", "", "")
        .field("boolean", "supported", "Whether KACS takes it", row -> "" + row.get("kacs").equals("yes"))
        .optionalText("sddl", "The SDDL code, or null", row -> row.optional("sddl"))
        .optionalText("encoding", "How a value is stored, in the catalogue's words, or null",
            row -> row.optional("encoding"))
        .write(output);
    flags("ClaimFlag", "The flag bits of a claim ([MS-DTYP] 2.4.10.1, KACS v0.22 §3.9).", "claim-flags",
        "^CLAIM_SECURITY_ATTRIBUTE_", "")
        .field("boolean", "definedByKacs", "Whether KACS gives it a meaning", row -> "" + row.get("kacs").equals("yes"))
        .write(output);
  }

  /** The catalogue's table lacks numbers that tokens.md returns; they have a table of their own beside it. */
  private void errnos() throws IOException {
    Tsv table = table("errno").merge(table("errno-additions"), "number");
    new EnumSource("Errno", "The error numbers of KACS calls (Linux numbering).", table, row -> row.get("name"))
        .field("int", "number", "The positive error number", row -> row.get("number"))
        .byNumber("byNumber", "number")
        .description(row -> row.get("meaning"))
        .code("/** What it means in an answer of the authority. */\n"
            + "public String meaning() {\n  return description();\n}")
        .write(output);
  }

  private void domainAliases() throws IOException {
    new EnumSource("DomainAlias", "The SDDL aliases that need the SID of a domain ([MS-DTYP] 2.4.2.4).",
        table("sddl-domain-aliases"), row -> row.get("sddl_alias"))
        .field("int", "rid", "The last sub-authority", row -> row.get("rid"))
        .field("DomainBase", "base", "Which SID it is relative to",
            row -> "DomainBase." + JavaSource.constant(row.get("relative_to")))
        .field("String", "label", "The name of the account", row -> JavaSource.literal(row.get("label")))
        .byName("byName", "The alias of these two letters in any case, or null", row -> List.of(row.get("sddl_alias")))
        .description(row -> row.get("label") + " of the " + row.get("relative_to").replace('-', ' ')).write(output);
  }

  private EnumSource plain(String name, String doc, String table, String valueColumn) throws IOException {
    return new EnumSource(name, doc, table(table), row -> JavaSource.constant(row.get("name")))
        .field("int", "value", "The number of the wire", row -> row.get(valueColumn))
        .field("String", "label", "The name", row -> JavaSource.literal(row.get("name")))
        .byNumber("byValue", valueColumn)
        .byName("byName", "The constant of this name in any case, or null", row -> List.of(row.get("name")));
  }

  /** An enumeration of bits or codes whose constants are the official names without their common affixes. */
  private EnumSource flags(String name, String doc, String table, String prefix, String suffix) throws IOException {
    return new EnumSource(name, doc, table(table), row -> shortened(row, prefix, suffix))
        .field("int", "value", "The number of the wire", row -> row.get("value_hex"))
        .field("String", "label", "The official name", row -> JavaSource.literal(row.get("name")))
        .byNumber("byValue", "value_hex")
        .byName("byName", "The constant of this name, official or short, in any case, or null",
            row -> List.of(row.get("name"), shortened(row, prefix, suffix)));
  }

  private static String shortened(Tsv.Row row, String prefix, String suffix) {
    String name = row.get("name");
    return (prefix.isEmpty() ? name : name.replaceFirst(prefix, "")).replaceFirst(suffix, "");
  }

  private static long mask(List<String> names, Map<String, Integer> positions) {
    long mask = 0;
    for (String name : names) {
      Integer position = positions.get(name);
      if (position == null) {
        throw new IllegalStateException("unknown name in a list: " + name);
      }
      mask |= 1L << position;
    }
    return mask;
  }
}
