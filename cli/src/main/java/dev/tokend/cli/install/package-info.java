/** The machine's authority as a service: put in place, and taken away again. */
@NullMarked
package dev.tokend.cli.install;

import org.jspecify.annotations.NullMarked;
