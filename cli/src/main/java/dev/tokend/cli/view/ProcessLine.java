package dev.tokend.cli.view;

import dev.tokend.surface.protocol.ListedProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process as it is printed.
 *
 * @param process the process
 * @param place where it stands in the tree; null in a list
 */
public record ProcessLine(ListedProcess process, @Nullable Place place) {

  /**
   * The place in a tree.
   *
   * @param depth how many ancestors are above it in the tree
   * @param branch whether each of the ancestors below the root, and then the process itself, has more siblings to come
   * @param changes in what it differs from its parent; null where its parent is not in the tree
   */
  public record Place(int depth, List<Boolean> branch, @Nullable List<IdentityChange> changes) {
    /** Copies the lists. */
    public Place {
      branch = List.copyOf(branch);
      changes = changes == null ? null : List.copyOf(changes);
    }
  }
}
