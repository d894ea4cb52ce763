package dev.tokend.kacs.condition;

/** The value of an attribute that is there, and whether its strings compare exactly (CASE_SENSITIVE). */
record AttributeValue(Value value, boolean caseSensitive) {}
