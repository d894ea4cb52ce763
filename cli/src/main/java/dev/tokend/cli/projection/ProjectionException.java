package dev.tokend.cli.projection;

/**
 * A projection that was possible did not succeed: a system call failed, or the outcome is not as planned. The thread's
 * credentials are anything between; it must not execute a program, nor go on.
 */
public final class ProjectionException extends Exception {
  private static final long serialVersionUID = 1L;

  ProjectionException(String message) {
    super(message);
  }
}
