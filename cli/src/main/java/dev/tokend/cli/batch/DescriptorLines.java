package dev.tokend.cli.batch;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.object.DescriptorOutput;
import dev.tokend.cli.object.DescriptorText;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sddl.InexpressibleException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sd --batch}: each line is a descriptor in any form, and its answer that descriptor in one.
 *
 * @param form the form of the answers
 * @param json whether each answer is a JSON object of the text and the fault
 */
public record DescriptorLines(DescriptorOutput form, boolean json) implements LineWork {
  /** What the answer to a line that is no descriptor begins with; no form of a descriptor does. */
  static final String ERROR = "error: ";

  @Override
  public int answer(LineBlock block, LineOutput out) {
    JsonWriter documents = new JsonWriter(out);
    documents.setHtmlSafe(false);
    // One writer for many lines: each is a document of its own.
    documents.setStrictness(Strictness.LENIENT);
    int bad = 0;
    while (block.advance()) {
      bad += answer(block, out, documents) ? 0 : 1;
    }
    return bad;
  }

  private boolean answer(LineBlock block, LineOutput out, JsonWriter documents) {
    String text = null;
    String fault = null;
    int offset = -1;
    try {
      text = form.print(DescriptorText.parse(block.text()));
    } catch (BadLineException e) {
      fault = e.reason();
    } catch (MalformedException e) {
      fault = e.structure() + ": " + e.reason();
      offset = e.offset();
    } catch (InexpressibleException e) {
      fault = "SDDL cannot express " + e.part() + ": " + e.reason();
    }
    write(out, documents, text, fault, offset);
    return fault == null;
  }

  private void write(
      LineOutput out, JsonWriter documents, @Nullable String text, @Nullable String fault, int offset) {
    if (json) {
      try {
        documents.beginObject();
        documents.name(form.member()).value(text);
        documents.name("error").value(fault);
        documents.name("offset");
        if (offset < 0) {
          documents.nullValue();
        } else {
          documents.value(offset);
        }
        documents.endObject();
      } catch (IOException e) {
        throw new IllegalStateException("memory does not fail", e);
      }
    } else if (fault == null) {
      out.write(text == null ? "" : text);
    } else {
      out.write(offset < 0 ? ERROR + fault : ERROR + fault + " at offset " + offset);
    }
    out.write('\n');
  }

  @Override
  public String unit() {
    return "descriptors";
  }
}
