package dev.tokend.linux.proc;

import org.jspecify.annotations.Nullable;

/** The answer of a reader of {@code /proc}. */
public sealed interface ProcReading<T> {
  /** It was read. */
  record Present<T>(T value) implements ProcReading<T> {}

  /** The process, or thread, has ended, before or while it was read, or there never was one. */
  record Gone<T>() implements ProcReading<T> {}

  /** The process exists and the caller may not read this of it (EACCES, EPERM). */
  record Forbidden<T>() implements ProcReading<T> {}

  /** Anything else: another error, or a content that proc(5) does not describe. */
  record Unreadable<T>(String reason) implements ProcReading<T> {}

  /** The value, or null without one, for whoever treats all of its absences alike. */
  default @Nullable T valueOrNull() {
    return this instanceof Present<T>(T value) ? value : null;
  }
}
