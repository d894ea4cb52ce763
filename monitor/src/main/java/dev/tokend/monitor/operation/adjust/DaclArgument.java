package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.bytes.Bytes;

/** What an adjust_default request says of the default DACL (formats §11.1, kacs_adjust_default_args). */
public sealed interface DaclArgument {
  /** No pointer and no length: it stays. */
  record Leave() implements DaclArgument {}

  /** A pointer without a length: there is none any more. */
  record Clear() implements DaclArgument {}

  /**
   * A pointer with a length: it is replaced.
   *
   * @param acl what the pointer points at
   */
  record Replace(Bytes acl) implements DaclArgument {}

  /** A length without a pointer, which is no request. */
  record LengthOnly() implements DaclArgument {}
}
