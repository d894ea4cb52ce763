package dev.tokend.kacs.access.naive;

import java.util.List;

/** A condition of a case: a small part of the language, enough to ask every question that depends on the pass. */
public sealed interface NaiveCondition {
  /** Member_of and its seven relatives. */
  record Member(boolean device, boolean any, boolean negated, List<String> sids) implements NaiveCondition {}

  /** Exists, Not_Exists; {@code namespace} is one of User, Device, Resource, Local. */
  record Exists(String namespace, String name, boolean negated) implements NaiveCondition {}

  /** An attribute equal to a number. */
  record EqualsNumber(String namespace, String name, long number) implements NaiveCondition {}

  /** An attribute used as a truth value under an operator. */
  record Attribute(String namespace, String name) implements NaiveCondition {}

  /** Both. */
  record And(NaiveCondition left, NaiveCondition right) implements NaiveCondition {}

  /** Either. */
  record Or(NaiveCondition left, NaiveCondition right) implements NaiveCondition {}

  /** Not. */
  record Not(NaiveCondition operand) implements NaiveCondition {}

  /** Bytes that are no program. */
  record Broken(List<Integer> bytes) implements NaiveCondition {}
}
