package dev.tokend.cli.view;

import dev.tokend.surface.protocol.ProcessesReply;
import java.util.List;

/**
 * Processes as they are printed.
 *
 * @param lines in their order
 * @param tree whether they stand in a tree
 * @param matching how many of them were asked for; a tree has their ancestors too
 * @param visible how many the caller may see
 * @param unlisted how many more there are
 */
public record ProcessList(
    List<ProcessLine> lines, boolean tree, int matching, int visible, ProcessesReply.Unlisted unlisted) {
  /** Copies the lines. */
  public ProcessList {
    lines = List.copyOf(lines);
  }
}
