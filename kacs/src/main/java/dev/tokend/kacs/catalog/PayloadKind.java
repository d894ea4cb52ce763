package dev.tokend.kacs.catalog;

/** The shapes of query answers (formats §8). All numbers are little-endian. */
public enum PayloadKind {
  /** One binary SID. */
  SID,
  /** One binary SID, or zero bytes. */
  SID_OPTIONAL,
  /** A u32 count, then for each entry a u32 length, the SID, and u32 attributes. */
  SID_LIST,
  /** Four u64 masks: present, enabled, enabled by default, used. */
  PRIVILEGES,
  /** One u32. */
  U32,
  /** One u64. */
  U64,
  /** Eight name bytes and a u64. */
  SOURCE,
  /** The 40 bytes of a token's statistics. */
  STATISTICS,
  /** One binary ACL, or zero bytes. */
  ACL,
  /** For each claim a u32 length and the claim entry; zero bytes when there are none. */
  CLAIMS,
  /** A u32 count and that many u32. */
  GID_LIST
}
