package dev.tokend.live;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an authority says of a process, in the terms of {@link ExpectedToken}. */
record ActualToken(Inspection inspection) {

  private static final int TOKEN_QUERY = 0x8;

  static ActualToken of(TokenClient client, Target target) throws RefusedException, IOException {
    return new ActualToken(client.inspect(target, TOKEN_QUERY, InspectRequest.ALL_CLASSES, true));
  }

  QueryPayload payload(QueryClass queryClass) {
    try {
      return QueryPayload.decode(queryClass, inspection.payload(queryClass));
    } catch (MalformedException e) {
      throw new AssertionError("the authority sent a malformed payload", e);
    }
  }

  String user() {
    return ((QueryPayload.SidPayload) payload(QueryClass.USER)).sid().toString();
  }

  List<SidAndAttributes> groups() {
    return ((QueryPayload.SidList) payload(QueryClass.GROUPS)).entries();
  }

  Set<String> unixGroups() {
    Set<String> sids = new TreeSet<>();
    for (SidAndAttributes group : groups()) {
      if (group.sid().toString().startsWith("S-1-22-2-")) {
        sids.add(group.sid().toString());
      }
    }
    return sids;
  }

  private Privileges privileges() {
    return ((QueryPayload.PrivilegeWords) payload(QueryClass.PRIVILEGES)).privileges();
  }

  Set<String> presentPrivileges() {
    return names(privileges().present());
  }

  Set<String> enabledPrivileges() {
    return names(privileges().enabled());
  }

  private static Set<String> names(long mask) {
    Set<String> names = new TreeSet<>();
    for (Privilege privilege : Privilege.values()) {
      if ((mask & privilege.mask()) != 0) {
        names.add(privilege.fullName());
      }
    }
    return names;
  }

  int integrity() {
    return ((QueryPayload.SidPayload) payload(QueryClass.INTEGRITY_LEVEL)).sid().rid();
  }

  int number(QueryClass queryClass) {
    return ((QueryPayload.U32) payload(queryClass)).value();
  }

  List<Integer> projectedGids() {
    return ((QueryPayload.Gids) payload(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS)).gids();
  }
}
