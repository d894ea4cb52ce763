package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.names.Names;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.authority.syscall.Trees;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.NamesReply;
import dev.tokend.surface.protocol.NamesRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PrivilegeCheckRequest;
import dev.tokend.surface.protocol.Sized;
import dev.tokend.surface.protocol.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers each operation of the protocol's table. */
final class Requests {

  private final Monitor monitor;
  private final Handles handles;
  private final Opening opening;
  private final Inspecting inspecting;
  private final Adjusting adjusting;
  private final Deriving deriving;
  private final Checking checking;
  private final Linking linking;
  private final Becoming becoming;
  private final Registering registering;
  private final Sessions sessions;
  private final Serving serving;
  private final Pins pins;
  private final Names names;
  private final Housekeeping housekeeping;
  private final TrailReading events;
  private final Watching watching;
  private final ProcessListing listing;

  Requests(
      Monitor monitor,
      Handles handles,
      Pins pins,
      RequestedSessions requestedSessions,
      SessionViews views,
      Targets targets,
      Registrar registrar,
      Names names,
      Housekeeping housekeeping,
      TrailReading events,
      Watches watches,
      ProcessListing listing,
      Trees trees) {
    this.monitor = monitor;
    this.handles = handles;
    this.opening = new Opening(monitor, targets);
    this.inspecting = new Inspecting(monitor, opening, handles);
    this.adjusting = new Adjusting(monitor, handles);
    this.deriving = new Deriving(monitor, handles);
    this.checking = new Checking(monitor, handles);
    this.linking = new Linking(monitor, handles);
    this.becoming = new Becoming(monitor, targets, handles, registrar);
    this.registering = new Registering(registrar);
    this.sessions = new Sessions(monitor, requestedSessions, views);
    this.serving = new Serving(trees);
    this.pins = pins;
    this.names = names;
    this.housekeeping = housekeeping;
    this.events = events;
    this.watching = new Watching(monitor, opening, handles, targets, events, watches);
    this.listing = listing;
  }

  Reply answer(Operation operation, Call call)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    return switch (operation) {
      case INSPECT -> Reply.of(inspecting.inspect(call));
      case NAMES -> Reply.of(names(call));
      case STATUS -> Reply.of(housekeeping.status().encode());
      case STOP -> stop(call);
      case EVENTS -> events.answer(call);
      case WATCH -> watching.answer(call);
      case PROCESSES -> listing.answer(call);
      case SERVE_KACS -> serving.answer(call);
      case OPEN_SELF, OPEN_PROCESS, OPEN_THREAD, OPEN_PEER ->
          handles.grant(opening.open(operation, call), call, operation);
      case QUERY -> Reply.of(query(call));
      case GET_SD -> Reply.of(securityDescriptor(call));
      case PRIVILEGE_CHECK -> privilegeCheck(call);
      case ADJUST_PRIVILEGES, ADJUST_GROUPS, ADJUST_DEFAULT, ADJUST_SCOPE, SET_SD ->
          adjusting.answer(operation, call);
      case ACCESS_CHECK, ACCESS_CHECK_LIST -> checking.answer(operation, call);
      case CREATE_TOKEN, DUPLICATE, RESTRICT -> deriving.answer(operation, call);
      case LINK -> linking.link(call);
      case GET_LINKED -> linking.linked(call);
      case IMPERSONATE, IMPERSONATE_PEER, REVERT, INSTALL, RUN -> becoming.answer(operation, call);
      case SET_IMPERSONATION_LEVEL -> registering.answer(operation, call);
      case CREATE_SESSION, DESTROY_SESSION, INVALIDATE_SESSION, LIST_SESSIONS, SESSION_TABLE, SHOW_SESSION ->
          sessions.answer(operation, call);
      case PIN, UNPIN, LIST_PINS, OPEN_PIN -> pins.answer(operation, call);
    };
  }

  private byte[] names(Call call) throws MalformedException, NotYetException {
    NamesRequest request = NamesRequest.decode(call.payload());
    List<@Nullable String> found = names.of(request.sids());
    if (found == null) {
      throw new NotYetException();
    }
    return new NamesReply(found).encode();
  }

  private Reply stop(Call call) throws Refusal, FailedException, NotYetException {
    housekeeping.stopGate().require(call.caller(), call.identity());
    housekeeping.stop();
    return Reply.EMPTY;
  }

  private Reply privilegeCheck(Call call) throws Refusal, MalformedException {
    PrivilegeCheckRequest request = PrivilegeCheckRequest.decode(call.payload());
    monitor.privilegeCheck(new PrivilegeCheck.Request(call.caller(), request.privileges(), request.flags()));
    return Reply.EMPTY;
  }

  private byte[] query(Call call) throws Refusal, FailedException, MalformedException {
    int[] words = Words.decode(Operation.QUERY, call.payload(), 2);
    Handle handle = handles.of(call.descriptors(), Operation.QUERY.word());
    int size = words[1] < 0 ? Query.Request.UNBOUNDED : words[1];
    Query.Answer answer = monitor.query(new Query.Request(handle, words[0], size));
    byte[] payload = answer.payload();
    return new Sized(answer.required(), payload == null ? new byte[0] : payload).encode();
  }

  private byte[] securityDescriptor(Call call) throws Refusal, FailedException, MalformedException {
    int[] words = Words.decode(Operation.GET_SD, call.payload(), 3);
    Handle handle = handles.of(call.descriptors(), Operation.GET_SD.word());
    byte[] bytes =
        monitor.getSecurity(new GetSecurity.Request(call.caller(), handle, words[1], words[0])).toByteArray();
    boolean fits = Integer.compareUnsigned(words[2], bytes.length) >= 0;
    return new Sized(bytes.length, fits ? bytes : new byte[0]).encode();
  }
}
