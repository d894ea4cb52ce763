package dev.tokend.kacs.access;

/** Which result the caller of a check with object types looks at; it decides what counts as privilege use. */
public enum ResultMode {
  /** One answer, that of the root. */
  SCALAR,

  /** One answer for each node of the object type list. */
  PER_NODE
}
