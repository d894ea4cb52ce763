package dev.tokend.cli.view;

import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the SIDs that are printed. Names are a courtesy, SIDs are the truth: a SID without a name is printed as
 * it is.
 */
public final class SidNames {
  private static final long NT_AUTHORITY = 5;
  private static final int LOGON = 5;
  private static final int NON_UNIQUE = 21;

  private final SidForm form;
  private final Map<Sid, String> fromAuthority;

  private SidNames(SidForm form, Map<Sid, String> fromAuthority) {
    this.form = form;
    this.fromAuthority = fromAuthority;
  }

  /** Names as far as the catalogue knows them. */
  public static SidNames local(SidForm form) {
    return new SidNames(form, new HashMap<>());
  }

  /** The same, with the names that the authority gave. */
  public SidNames with(Map<Sid, String> found) {
    return new SidNames(form, found);
  }

  /**
   * Those of {@code sids} that the authority should be asked about, each once: none for {@link SidForm#RAW}, else every
   * one that does not have a name of its own in the catalogue. Logon SIDs are numbers and have no names.
   */
  public List<Sid> unknown(Collection<Sid> sids) {
    List<Sid> unknown = new ArrayList<>();
    if (form == SidForm.RAW) {
      return unknown;
    }
    for (Sid sid : sids) {
      if (!isLogon(sid) && !isFixed(sid, WellKnownSids.label(sid)) && !unknown.contains(sid)) {
        unknown.add(sid);
      }
    }
    return unknown;
  }

  /** The name alone; null where none is known or none was to be looked up. */
  public @Nullable String name(Sid sid) {
    if (form == SidForm.RAW) {
      return null;
    }
    String given = fromAuthority.get(sid);
    if (given != null) {
      return given;
    }
    String label = WellKnownSids.label(sid);
    return label != null && (isFixed(sid, label) || tellsApart(sid, label)) ? label : null;
  }

  /** The SID as text writes it. */
  public String text(Sid sid) {
    String name = name(sid);
    if (name == null) {
      return sid.toString();
    }
    return form == SidForm.LABEL ? name : name + " (" + sid + ")";
  }

  /** How text writes SIDs. */
  public SidForm form() {
    return form;
  }

  private static boolean isLogon(Sid sid) {
    return sid.authority() == NT_AUTHORITY && sid.subAuthorityCount() == 3 && sid.subAuthority(0) == LOGON;
  }

  /** Whether the label belongs to this one SID, and not to a pattern. */
  private static boolean isFixed(Sid sid, @Nullable String label) {
    return label != null && sid.equals(WellKnownSids.byLabel(label));
  }

  /**
   * Whether the label of a pattern names this SID, and does not only say of what kind it is: {@code Unix User\1000} has
   * its number, {@code Domain Admins} is one group of its domain, {@code Logon SID} could be any.
   */
  private static boolean tellsApart(Sid sid, String label) {
    if (sid.subAuthorityCount() == 0) {
      return false;
    }
    if (label.endsWith(Integer.toUnsignedString(sid.rid()))) {
      return true;
    }
    return sid.authority() == NT_AUTHORITY
        && sid.subAuthority(0) == NON_UNIQUE
        && !label.equals("Domain principal")
        && !label.equals("Domain");
  }
}
