package dev.tokend.linux.call;

import org.jspecify.annotations.Nullable;

/**
 * The library of {@code src/main/c}, by which the command reaches libc without the linker's start-up. Whoever starts the
 * JVM names its file, absolutely, in the property {@value #PROPERTY}: a launcher names the one beside the jars that it
 * names, so that it can be written by nobody who could not write those. Without it the linker is used.
 */
public final class NativeLibrary {
  /** The system property that holds the file's absolute path. */
  public static final String PROPERTY = "tokend.library";

  private static final boolean LOADED = load(System.getProperty(PROPERTY));

  private NativeLibrary() {}

  /** Whether it is there to be called. */
  public static boolean isLoaded() {
    return LOADED;
  }

  private static boolean load(@Nullable String file) {
    if (file == null) {
      return false;
    }
    try {
      System.load(file);
      return true;
    } catch (UnsatisfiedLinkError e) {
      // Not there, not absolute, or made for another libc: what it does is done by the linker then.
      return false;
    }
  }
}
