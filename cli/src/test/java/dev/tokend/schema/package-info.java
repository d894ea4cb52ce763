/** What the command prints as JSON, held against docs/schema. */
@NullMarked
package dev.tokend.schema;

import org.jspecify.annotations.NullMarked;
