package dev.tokend.kacs.access;

/** Why an ACE had no effect on a pass over the DACL, KACS v0.22 §10.10. */
public enum SkipReason {
  /** Its flags say that it is for children only. */
  INHERIT_ONLY,

  /** Its type neither allows nor denies. */
  TYPE_NOT_EVALUATED,

  /** Its mask has no bit that the request looks for. */
  NOT_REQUESTED,

  /** Every bit it could decide was decided before. */
  ALREADY_DECIDED,

  /** Its SID is none of those that this pass matches on the ACE's side. */
  OTHER_SID,

  /** It allows, and its condition is not TRUE; or it denies, and its condition is FALSE. */
  CONDITION,

  /** Its object type is not among those asked about. */
  OBJECT_TYPE_NOT_ASKED
}
