package dev.tokend.cli.text;

import dev.tokend.cli.html.Html;
import java.util.ArrayList;
import java.util.List;

/** Text laid out for a browser: sections with a list of them in front, tables with their headings, lists. */
final class HtmlLayout implements Layout {
  private final Html body = new Html();
  private final List<String> titles = new ArrayList<>();
  private int indent;
  private boolean inSection;
  private boolean inList;

  /** The content of a page. */
  Html content() {
    endSection();
    Html content = new Html();
    if (titles.size() > 1) {
      content.openLine("nav", "aria-label", "Sections").openLine("ul");
      for (int i = 0; i < titles.size(); i++) {
        content.openLine("li").element("a", titles.get(i), "href", "#" + id(i)).close();
      }
      content.close().close();
    }
    return content.part(body);
  }

  private static String id(int section) {
    return "section-" + section;
  }

  private void endSection() {
    endList();
    if (inSection) {
      body.close();
      inSection = false;
    }
  }

  private void endList() {
    if (inList) {
      body.close();
      inList = false;
    }
  }

  @Override
  public Layout section(String title) {
    endSection();
    indent = 0;
    inSection = true;
    String id = id(titles.size());
    titles.add(title);
    body.openLine("section", "aria-labelledby", id).line("h2", title, "id", id);
    return this;
  }

  @Override
  public Layout indent(int columns) {
    indent = Math.max(0, indent + columns);
    return this;
  }

  @Override
  public Layout line(String text) {
    endList();
    if (indent == 0) {
      body.line("p", text);
    } else {
      body.line("p", text, "class", "ace");
    }
    return this;
  }

  @Override
  public Layout paragraph(String text) {
    endList();
    if (indent == 0) {
      body.line("p", text);
    } else {
      effect(text);
    }
    return this;
  }

  /** What an entry did: its first word is the verdict. */
  private void effect(String text) {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    String look =
        switch (word) {
          case "allows" -> "on";
          case "denies", "takes" -> "limit";
          case "skipped:", "nothing" -> "off";
          default -> "";
        };
    body.openLine("p", "class", "effect");
    if (look.isEmpty()) {
      body.text(text);
    } else {
      body.element(look.equals("off") ? "span" : "strong", word, "class", look).text(text.substring(word.length()));
    }
    body.close();
  }

  @Override
  public Layout item(String mark, String text) {
    if (!mark.equals("- ")) {
      endList();
      body.line("h3", mark + text);
      return this;
    }
    if (!inList) {
      body.openLine("ul");
      inList = true;
    }
    body.line("li", text);
    return this;
  }

  @Override
  public Layout rows(Page.Rows rows) {
    endList();
    body.openLine("table").openLine("tbody");
    for (int i = 0; i < rows.size(); i++) {
      body.openLine("tr").element("th", rows.label(i), "scope", "row");
      cell("td", rows.value(i));
      body.close();
    }
    body.close().close();
    return this;
  }

  @Override
  public Layout table(Page.Table table, String empty) {
    if (table.size() == 0) {
      return line(empty);
    }
    endList();
    List<Integer> columns = table.columnsWithText();
    body.openLine("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", lastTitle());
    body.openLine("table").openLine("thead").openLine("tr");
    for (int column : columns) {
      body.element("th", table.heading(column), "scope", "col");
    }
    body.close().close().openLine("tbody");
    for (int row = 0; row < table.size(); row++) {
      body.openLine("tr");
      for (int column : columns) {
        cell("td", table.cell(row, column));
      }
      body.close();
    }
    body.close().close().close();
    return this;
  }

  private String lastTitle() {
    return titles.isEmpty() ? "Table" : titles.getLast();
  }

  private void cell(String element, String text) {
    String look =
        switch (text) {
          case Words.ENABLED, Words.ALLOWED -> "on";
          case Words.DISABLED, Words.REMOVED -> "off";
          case Words.DENY_ONLY, Words.DENIED -> "limit";
          default -> "";
        };
    if (look.isEmpty()) {
      body.element(element, text);
    } else {
      body.element(element, text, "class", look);
    }
  }
}
