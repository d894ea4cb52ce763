package dev.tokend.kacs.condition;

/** What a relational, membership or existence operator works on. */
public sealed interface Operand extends Token permits AttributeReference, Literal {}
