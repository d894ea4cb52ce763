package dev.tokend.cli.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is around the content of a page. A policy forbids the page to load or send anything, and to run any script but its
 * own one, whatever became of the content.
 *
 * @param title of the document, and its first heading
 * @param about one sentence on what one sees
 * @param made by what and when
 */
public record Frame(String title, String about, String made) {
  /** The whole document. */
  public String around(Html content, boolean filters) {
    Html page = new Html();
    page.doctype().openLine("html", "lang", "en").openLine("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(filters));
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.line("title", title);
    page.own("style", Looks.STYLE).close();
    page.openLine("body");
    page.line("a", "Skip to the content", "class", "skip", "href", "#content");
    page.openLine("header").line("h1", title).line("p", about).close();
    page.openLine("main", "id", "content").part(content).close();
    page.openLine("footer").line("p", made).close();
    if (filters) {
      page.own("script", Looks.FILTER);
    }
    return page.close().close().done();
  }

  private static String policy(boolean filters) {
    String script = filters ? "; script-src '" + hash(Looks.FILTER) + "'" : "";
    return "default-src 'none'; style-src '" + hash(Looks.STYLE) + "'" + script
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
