package dev.tokend.kacs.sddl;

import dev.tokend.kacs.sd.AceFlags;
import org.jspecify.annotations.Nullable;

/** The two-letter codes of masks and flags (security-descriptors §4.1, §10.4, §10.5). */
final class TwoLetterCodes {
  /** No such code. */
  static final long NONE = -1;

  /** Generic and standard rights, in the order in which they are printed. */
  static final String GENERIC = "GAGRGWGX";

  static final String STANDARD = "SDRCWDWO";

  /** The positional codes of bits 0 to 8. */
  static final String POSITIONAL = "CCDCLCSWRPWPDTLOCR";

  /** Label policy, in the order in which it is printed. */
  static final String LABEL = "NRNWNX";

  /** ACE flags, in the order in which they are printed. */
  static final String FLAGS = "CIOINPIOIDCRSAFA";

  private TwoLetterCodes() {}

  /** The mask of a right, or {@link #NONE}. */
  static long right(String code) {
    return switch (code) {
      case "GA" -> 0x1000_0000L;
      case "GR" -> 0x8000_0000L;
      case "GW" -> 0x4000_0000L;
      case "GX" -> 0x2000_0000L;
      case "FA" -> 0x001F_01FFL;
      case "FR" -> 0x0012_0089L;
      case "FW" -> 0x0012_0116L;
      case "FX" -> 0x0012_00A0L;
      case "KA" -> 0x000F_003FL;
      case "KR", "KX" -> 0x0002_0019L;
      case "KW" -> 0x0002_0006L;
      case "SD" -> 0x0001_0000L;
      case "RC" -> 0x0002_0000L;
      case "WD" -> 0x0004_0000L;
      case "WO" -> 0x0008_0000L;
      case "CC" -> 0x001L;
      case "DC" -> 0x002L;
      case "LC" -> 0x004L;
      case "SW" -> 0x008L;
      case "RP" -> 0x010L;
      case "WP" -> 0x020L;
      case "DT" -> 0x040L;
      case "LO" -> 0x080L;
      case "CR" -> 0x100L;
      default -> NONE;
    };
  }

  /** The label policy bit, in the numbering of KACS: SDDL is translated by meaning (S3). {@link #NONE} if unknown. */
  static long label(String code) {
    return switch (code) {
      case "NR" -> 0x1;
      case "NW" -> 0x2;
      case "NX" -> 0x4;
      default -> NONE;
    };
  }

  /** The bit of an ACE flag, or {@link #NONE}. */
  static long flag(String code) {
    return switch (code) {
      case "OI" -> AceFlags.OBJECT_INHERIT;
      case "CI" -> AceFlags.CONTAINER_INHERIT;
      case "NP" -> AceFlags.NO_PROPAGATE_INHERIT;
      case "IO" -> AceFlags.INHERIT_ONLY;
      case "ID" -> AceFlags.INHERITED;
      case "CR" -> AceFlags.CRITICAL;
      case "SA" -> AceFlags.SUCCESSFUL_ACCESS;
      case "FA" -> AceFlags.FAILED_ACCESS;
      default -> NONE;
    };
  }

  /** The code of a mask that is one composite as a whole, or null: FA, FR, FW, FX, KA, KR, KW; never KX. */
  static @Nullable String composite(int mask) {
    return switch (mask) {
      case 0x001F_01FF -> "FA";
      case 0x0012_0089 -> "FR";
      case 0x0012_0116 -> "FW";
      case 0x0012_00A0 -> "FX";
      case 0x000F_003F -> "KA";
      case 0x0002_0019 -> "KR";
      case 0x0002_0006 -> "KW";
      default -> null;
    };
  }
}
