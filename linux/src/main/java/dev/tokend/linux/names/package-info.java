/** The name service: users and groups by number and by name, from wherever nsswitch.conf says. */
@NullMarked
package dev.tokend.linux.names;

import org.jspecify.annotations.NullMarked;
