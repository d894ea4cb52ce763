package dev.tokend.authority;

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
 */
record Settings(List<String> administratorsGroups) {

  private static final String ADMINISTRATORS = "administrators-groups";

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
      return new Settings(List.of("sudo", "wheel", "admin"));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    for (String key : properties.stringPropertyNames()) {
      if (!key.equals(ADMINISTRATORS)) {
        throw new IOException(file + ": unknown setting " + key + "; there is " + ADMINISTRATORS);
      }
    }
    List<String> groups = new ArrayList<>();
    for (String name : properties.getProperty(ADMINISTRATORS, "sudo, wheel, admin").split(",", -1)) {
      if (!name.isBlank()) {
        groups.add(name.strip());
      }
    }
    return new Settings(List.copyOf(groups));
  }
}
