package dev.tokend.kacs.condition;

import dev.tokend.kacs.sid.Sid;

/** What an occasional evaluation is about: claims and membership answers, held together. */
record AttributesAndMembers(Attributes attributes, MembershipView members) {
  /** Answers from what it is given. */
  static final ConditionContext<AttributesAndMembers> CONTEXT =
      new ConditionContext<>() {
        @Override
        public AttributeSet attributes(AttributesAndMembers about, AttributeNamespace namespace) {
          return about.attributes.of(namespace);
        }

        @Override
        public Truth isMember(AttributesAndMembers about, Sid sid, Side side) {
          return about.members.isMember(sid, side);
        }

        @Override
        public Truth isDeviceMember(AttributesAndMembers about, Sid sid, Side side) {
          return about.members.isDeviceMember(sid, side);
        }
      };
}
