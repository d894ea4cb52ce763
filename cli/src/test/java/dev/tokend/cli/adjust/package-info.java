@org.jspecify.annotations.NullMarked
package dev.tokend.cli.adjust;
