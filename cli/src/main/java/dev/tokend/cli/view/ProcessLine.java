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
   * @param parent its parent; null where that is not in the tree
   */
  public record Place(int depth, List<Boolean> branch, @Nullable ListedProcess parent) {
    /** Copies the list. */
    public Place {
      branch = List.copyOf(branch);
    }
  }

  /** In what it differs from its parent; null where that is not in the tree, or there is no tree. */
  public @Nullable List<IdentityChange> changes() {
    ListedProcess parent = place == null ? null : place.parent();
    return parent == null ? null : IdentityChange.between(parent, process);
  }
}
