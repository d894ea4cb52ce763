package dev.tokend.kacs.condition;

/** One step of a program in postfix order: it pushes an operand, or it pops what it needs and pushes a result. */
public sealed interface Token
    permits Operand, RelationalOperator, MembershipOperator, ExistenceOperator, LogicalOperator {}
