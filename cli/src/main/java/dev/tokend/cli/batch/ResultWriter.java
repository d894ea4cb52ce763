package dev.tokend.cli.batch;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessError;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.NodeMasks;
import dev.tokend.kacs.access.PackedDecision;
import dev.tokend.kacs.catalog.Privilege;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Result lines: {@code id}, {@code granted}, {@code allowed}, {@code error}, {@code detail}, {@code node_granted},
 * {@code privileges_used}, always all of them and in this order.
 */
final class ResultWriter {
  /** The error of a line that is no request. */
  static final String BAD_LINE = "bad-line";

  private final LineOutput lines;
  private final JsonWriter out;

  ResultWriter(LineOutput lines) {
    this.lines = lines;
    out = new JsonWriter(lines);
    out.setHtmlSafe(false);
    // One writer for many lines: each is a document of its own.
    out.setStrictness(Strictness.LENIENT);
  }

  /** Answers one line. */
  void write(CheckLine line) throws IOException {
    AccessRequest request = line.request();
    if (request == null) {
      AccessError error = line.error();
      String fault = line.fault();
      failed(line.id(), error == null ? BAD_LINE : error.wireName(), fault == null ? line.detail() : fault);
    } else if (request.objectTypes() == null) {
      decided(line.id(), AccessCheck.granted(request));
    } else {
      decided(line.id(), AccessCheck.check(request));
    }
  }

  /** Answers a line that is no request. */
  void bad(String fault) throws IOException {
    failed(null, BAD_LINE, fault);
  }

  private void failed(@Nullable String id, String error, @Nullable String detail) throws IOException {
    begin(id, 0, false);
    out.name("error").value(error);
    out.name("detail").value(detail);
    out.name("node_granted").nullValue();
    privileges(0);
    end();
  }

  private void decided(@Nullable String id, long decision) throws IOException {
    AccessError error = PackedDecision.error(decision);
    if (error != null) {
      failed(id, error.wireName(), null);
      return;
    }
    begin(id, PackedDecision.granted(decision), PackedDecision.allowed(decision));
    out.name("error").nullValue();
    out.name("detail").nullValue();
    out.name("node_granted").nullValue();
    privileges(PackedDecision.privilegesUsed(decision));
    end();
  }

  private void decided(@Nullable String id, AccessDecision decision) throws IOException {
    AccessError error = decision.error();
    if (error != null) {
      failed(id, error.wireName(), null);
      return;
    }
    begin(id, decision.granted(), decision.allowed());
    out.name("error").nullValue();
    out.name("detail").nullValue();
    out.name("node_granted").beginArray();
    NodeMasks nodes = decision.nodeGranted();
    for (int node = 0; node < nodes.size(); node++) {
      out.value(mask(nodes.get(node)));
    }
    out.endArray();
    privileges(decision.privilegesUsed());
    end();
  }

  private void begin(@Nullable String id, int granted, boolean allowed) throws IOException {
    out.beginObject();
    out.name("id").value(id);
    out.name("granted").value(mask(granted));
    out.name("allowed").value(allowed);
  }

  private void privileges(long used) throws IOException {
    out.name("privileges_used").beginArray();
    for (long rest = used; rest != 0; rest &= rest - 1) {
      Privilege privilege = Privilege.byBit(Long.numberOfTrailingZeros(rest));
      if (privilege != null) {
        out.value(privilege.fullName());
      }
    }
    out.endArray();
  }

  private void end() throws IOException {
    out.endObject();
    lines.write('\n');
  }

  /** {@code 0x00120089}: always 8 digits, as the vectors write masks. */
  private static String mask(int mask) {
    char[] text = new char[10];
    text[0] = '0';
    text[1] = 'x';
    for (int i = 0; i < 8; i++) {
      int digit = mask >>> (28 - 4 * i) & 0xF;
      text[2 + i] = (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
    return new String(text);
  }
}
