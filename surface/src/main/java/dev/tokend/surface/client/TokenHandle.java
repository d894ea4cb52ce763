package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.GroupStatesReply;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.SetSecurityRequest;
import dev.tokend.surface.protocol.Sized;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.util.List;

/**
 * An open token: a descriptor that can be inherited, duplicated and passed on, and that carries the rights granted
 * when it was opened (tokens §6.1). Closing it ends this holder's reference.
 */
public final class TokenHandle implements AutoCloseable {

  private final Exchange exchange;
  private final Fd descriptor;
  private final int grantedMask;

  TokenHandle(Exchange exchange, Fd descriptor, int grantedMask) {
    this.exchange = exchange;
    this.descriptor = descriptor;
    this.grantedMask = grantedMask;
  }

  static TokenHandle of(Exchange exchange, Exchange.Granted granted) {
    return new TokenHandle(exchange, granted.descriptor(), granted.words()[0]);
  }

  /** The descriptor's number in this process. */
  public int number() {
    return descriptor.number();
  }

  /** The rights that the handle carries (formats §4.2). */
  public int grantedMask() {
    return grantedMask;
  }

  /** Reads a class (tokens §24); needs TOKEN_QUERY. The bytes are those of formats §8. */
  public byte[] query(QueryClass queryClass) throws RefusedException, IOException {
    return sized(ask(Operation.QUERY, Words.encode(queryClass.number(), FrameHeader.MAX_REPLY)));
  }

  /**
   * Reads parts of the token's own security descriptor (tokens §16); checked against that descriptor now, whatever the
   * handle carries.
   *
   * @param securityInformation bits of formats §4.4: OWNER 1, GROUP 2, DACL 4, SACL 8, LABEL 16
   * @return a self-relative security descriptor with those parts
   */
  public byte[] securityDescriptor(int securityInformation) throws RefusedException, IOException {
    byte[] request =
        Words.encode(securityInformation, SetSecurityRequest.AT_EMPTY_PATH, FrameHeader.MAX_REPLY);
    return sized(ask(Operation.GET_SD, request));
  }

  /**
   * Replaces parts of the token's own security descriptor (tokens §16); checked as reading them is.
   *
   * @param securityInformation which parts
   * @param securityDescriptor a self-relative security descriptor that has them
   */
  public void setSecurityDescriptor(int securityInformation, byte[] securityDescriptor)
      throws RefusedException, IOException {
    SetSecurityRequest request =
        new SetSecurityRequest(securityInformation, SetSecurityRequest.AT_EMPTY_PATH, Bytes.of(securityDescriptor));
    ask(Operation.SET_SD, request.encode());
  }

  /**
   * Enables, disables or removes privileges, all or none (tokens §14.1); needs TOKEN_ADJUST_PRIVILEGES.
   *
   * @return the enabled word before, one bit each
   */
  public long adjustPrivileges(List<AdjustRequest.Entry> entries) throws RefusedException, IOException {
    byte[] reply = ask(Operation.ADJUST_PRIVILEGES, AdjustRequest.of(entries).encode());
    try {
      ByteReader in = new ByteReader("previously enabled privileges", reply);
      long previous = in.i64();
      in.expectEnd();
      return previous;
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /**
   * Enables or disables groups, all or none (tokens §14.2); needs TOKEN_ADJUST_GROUPS.
   *
   * @return which were enabled before
   */
  public GroupStatesReply adjustGroups(List<AdjustRequest.Entry> entries) throws RefusedException, IOException {
    byte[] reply = ask(Operation.ADJUST_GROUPS, AdjustRequest.of(entries).encode());
    try {
      return GroupStatesReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /** Changes what new objects get (tokens §14.3); needs TOKEN_ADJUST_DEFAULT. */
  public void adjustDefault(AdjustDefaultRequest request) throws RefusedException, IOException {
    ask(Operation.ADJUST_DEFAULT, request.encode());
  }

  /** Changes the interactivity scope (tokens §14.4); needs TOKEN_ADJUST_INTERACTIVITY_SCOPE and SeTcbPrivilege. */
  public void adjustInteractivityScope(int scope) throws RefusedException, IOException {
    ask(Operation.ADJUST_SCOPE, Words.encode(scope));
  }

  /**
   * Copies the token (tokens §12); needs TOKEN_DUPLICATE.
   *
   * @param accessMask what the new handle is to carry, checked against the copy's own descriptor
   * @return a handle on the copy, which the caller closes
   */
  public TokenHandle duplicate(int accessMask, TokenType type, ImpersonationLevel level)
      throws RefusedException, IOException {
    byte[] request = Words.encode(accessMask, type.value(), level.value());
    return of(exchange, exchange.askForHandle(Operation.DUPLICATE, request, 1, number()));
  }

  /**
   * Copies the token with less in it (tokens §13); needs TOKEN_DUPLICATE.
   *
   * @return a handle on the copy with the same rights as this one, which the caller closes
   */
  public TokenHandle restrict(RestrictRequest request) throws RefusedException, IOException {
    return of(exchange, exchange.askForHandle(Operation.RESTRICT, request.encode(), 1, number()));
  }

  /**
   * Opens the elevation counterpart (tokens §15.2); needs TOKEN_QUERY.
   *
   * @throws RefusedException ENOENT if there is none
   */
  public Linked linked() throws RefusedException, IOException {
    Exchange.Granted granted = exchange.askForHandle(Operation.GET_LINKED, new byte[0], 2, number());
    return new Linked(of(exchange, granted), granted.words()[1] == 1);
  }

  /**
   * An elevation counterpart.
   *
   * @param handle on it, which the caller closes
   * @param real whether it is the counterpart itself, and not a copy to look at
   */
  public record Linked(TokenHandle handle, boolean real) {}

  /** The thread acts as the token until it reverts (tokens §17.2); needs TOKEN_IMPERSONATE. */
  public ImpersonationReply impersonate() throws RefusedException, IOException {
    return impersonation(ask(Operation.IMPERSONATE, new byte[0]));
  }

  /** As {@link #impersonate}, until the result is closed. */
  public Impersonation actAs() throws RefusedException, IOException {
    return new Impersonation(exchange, impersonate());
  }

  static ImpersonationReply impersonation(byte[] reply) throws IOException {
    try {
      return ImpersonationReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /**
   * Makes the token the primary token of this process (tokens §10.5); needs TOKEN_ASSIGN_PRIMARY and
   * SeAssignPrimaryTokenPrivilege.
   */
  public void install() throws RefusedException, IOException {
    ask(Operation.INSTALL, new byte[0]);
  }

  /** Has the authority keep the token under a name of this user. */
  public void pin(PinName name) throws RefusedException, IOException {
    ask(Operation.PIN, name.encode());
  }

  private byte[] ask(Operation operation, byte[] payload) throws RefusedException, IOException {
    return exchange.ask(operation, payload, number());
  }

  private static byte[] sized(byte[] reply) throws IOException {
    try {
      return Sized.decode(reply).bytes();
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
