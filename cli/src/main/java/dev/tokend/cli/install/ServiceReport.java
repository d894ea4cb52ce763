package dev.tokend.cli.install;

import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.text.Printable;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What installing or removing the service has done, in words and as JSON. */
sealed interface ServiceReport {

  /** As text. */
  String text();

  /** As JSON. */
  String json() throws IOException;

  /**
   * It is there.
   *
   * @param root the tree that it was put into; null for this machine
   * @param java the Java outside of the program that it needs; null where it has its own
   * @param update whether one was there and running before
   */
  record Installed(ServicePlaces places, @Nullable Path root, @Nullable Path java, boolean update)
      implements ServiceReport {
    @Override
    public String text() {
      StringBuilder out = new StringBuilder();
      row(out, update ? "updated" : "installed", "the machine's authority" + (root == null ? "" : " in " + root));
      row(out, "program", places.program().toString());
      row(out, "java", java == null ? "its own" : java + (root == null ? "" : ", which the tree must have too"));
      for (Path command : places.commands()) {
        row(out, "command", command.toString());
      }
      for (String unit : ServicePlaces.UNITS) {
        row(out, "unit", places.unitFolder().resolve(unit).toString());
      }
      row(out, "state", places.state().toString());
      row(out, "socket", places.socket() + (root == null ? ", listening" : ", from the next boot of the tree on"));
      row(out, "service", "starts when somebody asks");
      return out.toString();
    }

    @Override
    public String json() throws IOException {
      JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
      var out = document.out();
      out.name("service").beginObject();
      out.name("installed").value(true);
      out.name("updated").value(update);
      out.name("root").value(root == null ? null : root.toString());
      out.name("program").value(places.program().toString());
      out.name("java").value(java == null ? null : java.toString());
      out.name("commands").beginArray();
      for (Path command : places.commands()) {
        out.value(command.toString());
      }
      out.endArray();
      out.name("units").beginArray();
      for (String unit : ServicePlaces.UNITS) {
        out.value(places.unitFolder().resolve(unit).toString());
      }
      out.endArray();
      out.name("state").value(places.state().toString());
      out.name("socket").value(places.socket().toString());
      out.endObject();
      return document.end();
    }
  }

  /**
   * It is gone.
   *
   * @param removed what was there, in the order of removal
   */
  record Removed(List<Path> removed) implements ServiceReport {
    @Override
    public String text() {
      if (removed.isEmpty()) {
        return "nothing to remove: the machine's authority is not installed\n";
      }
      StringBuilder out = new StringBuilder();
      for (Path path : removed) {
        row(out, "removed", path.toString());
      }
      return out.toString();
    }

    @Override
    public String json() throws IOException {
      JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
      var out = document.out();
      out.name("service").beginObject();
      out.name("installed").value(false);
      out.name("removed").beginArray();
      for (Path path : removed) {
        out.value(path.toString());
      }
      out.endArray();
      out.endObject();
      return document.end();
    }
  }

  private static void row(StringBuilder out, String label, String value) {
    out.append(label).repeat(' ', 11 - label.length()).append(Printable.text(value)).append('\n');
  }
}
