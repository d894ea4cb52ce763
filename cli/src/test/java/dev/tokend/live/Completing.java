package dev.tokend.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell that completes command lines of {@code token}, without anybody at it. */
enum Completing {
  /** Its function is called as bash would call it. */
  BASH {
    @Override
    List<String> offers(Shell shell, Path scripts, String line) throws Exception {
      List<String> words = words(line);
      StringBuilder script = new StringBuilder(". \"$1/token.bash\"; COMP_WORDS=(");
      for (String word : words) {
        script.append('\'').append(word.replace("'", "'\\''")).append("' ");
      }
      script.append("); COMP_CWORD=").append(words.size() - 1).append("; COMP_LINE=$2; COMP_POINT=${#2}; _token; ")
          .append("[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"");
      return lines(shell, "bash --noprofile --norc -c \"$1\" bash \"$2\" \"$3\"", script.toString(), scripts.toString(), line);
    }
  },

  /** It sits at a terminal of its own and gets the tab key. */
  ZSH {
    @Override
    List<String> offers(Shell shell, Path scripts, String line) throws Exception {
      Path capture = Path.of("src/test/resources/completion/capture.zsh").toAbsolutePath();
      return lines(shell, "zsh -f \"$1\" \"$2\" \"$3\"", capture.toString(), scripts.toString(), line);
    }
  },

  /** It is asked. */
  FISH {
    @Override
    List<String> offers(Shell shell, Path scripts, String line) throws Exception {
      String ask = "source $argv[1]/token.fish; complete -C $argv[2]";
      List<String> offers = new ArrayList<>();
      for (String offer
          : lines(shell, "HOME=\"$2\" fish --no-config -c \"$1\" \"$2\" \"$3\"", ask, scripts.toString(), line)) {
        offers.add(offer.contains("\t") ? offer.substring(0, offer.indexOf('\t')) : offer);
      }
      return offers;
    }
  };

  /** Bash breaks words at these, and each run of them is a word too. */
  private static final Pattern WORD = Pattern.compile("[=:]+|[^=:\\s]+|(?<=\\s)$");

  /** What it offers at the end of a line, in no order. */
  abstract List<String> offers(Shell shell, Path scripts, String line) throws Exception;

  String program() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  boolean isInstalled() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program()))) {
        return true;
      }
    }
    return false;
  }

  /** The name that the script of this shell has in the folder of scripts. */
  String fileName() {
    return this == ZSH ? "_token" : "token." + program();
  }

  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static List<String> lines(Shell shell, String script, String... arguments)
      throws IOException, InterruptedException {
    Outcome outcome = shell.run(script, arguments);
    if (!outcome.err().isEmpty()) {
      throw new AssertionError(script + String.join(" ", arguments) + "\n" + outcome);
    }
    return outcome.out().lines().map(String::strip).toList();
  }
}
