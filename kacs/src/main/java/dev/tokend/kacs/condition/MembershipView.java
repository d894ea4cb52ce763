package dev.tokend.kacs.condition;

import dev.tokend.kacs.sid.Sid;

/**
 * Answers the membership questions of an expression; each pass of the access check has its own (conditions §4.4).
 *
 * <p>The view also knows what S-1-3-4 (the owner) and S-1-5-10 (the object itself) stand for in its pass.
 * Implementations should not allocate: they are asked in the hot path of the access check.
 */
public interface MembershipView {
  /** No answer to anything: for the {@code applies_to} of a policy rule. */
  MembershipView UNDECIDED =
      new MembershipView() {
        @Override
        public Truth isMember(Sid sid, Side side) {
          return Truth.UNKNOWN;
        }

        @Override
        public Truth isDeviceMember(Sid sid, Side side) {
          return Truth.UNKNOWN;
        }
      };

  /** Whether the SID is among the groups that Member_of asks, for a rule of this side. */
  Truth isMember(Sid sid, Side side);

  /** Whether the SID is among the groups that Device_Member_of asks, for a rule of this side. */
  Truth isDeviceMember(Sid sid, Side side);
}
