package dev.tokend.authority;

import dev.tokend.authority.audit.TrailPlace;
import dev.tokend.authority.names.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What an administrator can choose, from a file of {@code key = value} lines.
 *
 * @param administratorsGroups names of the groups whose members may become administrators
 * @param audit where the machine's authority writes its audit trail to
 */
record Settings(List<String> administratorsGroups, TrailPlace audit) {

  private static final String ADMINISTRATORS = "administrators-groups";
  private static final String AUDIT = "audit";
  private static final String USUAL_ADMINISTRATORS = "sudo, wheel, admin";

  /**
   * Reads the file; where there is none, everything is as it comes.
   *
   * @throws IOException if it cannot be read or says something unknown
   */
  static Settings read(Path file) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(TextFile.read(file)));
    } catch (NoSuchFileException e) {
      return new Settings(groups(USUAL_ADMINISTRATORS), new TrailPlace.Automatic());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    for (String key : properties.stringPropertyNames()) {
      if (!key.equals(ADMINISTRATORS) && !key.equals(AUDIT)) {
        throw new IOException(file + ": unknown setting " + key + "; there are " + ADMINISTRATORS + " and " + AUDIT);
      }
    }
    return new Settings(groups(properties.getProperty(ADMINISTRATORS, USUAL_ADMINISTRATORS)), audit(properties, file));
  }

  private static List<String> groups(String list) {
    List<String> groups = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        groups.add(name.strip());
      }
    }
    return List.copyOf(groups);
  }

  private static TrailPlace audit(Properties properties, Path file) throws IOException {
    String where = properties.getProperty(AUDIT);
    TrailPlace place = where == null ? new TrailPlace.Automatic() : TrailPlace.parse(where.strip());
    if (place == null) {
      throw new IOException(file + ": audit = " + where + ": journal, file, off or an absolute path was expected");
    }
    return place;
  }
}
