package dev.tokend.surface.client;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.Fd;
import java.io.IOException;

/**
 * An open token: a descriptor that can be inherited, duplicated and passed on, and that carries the rights granted
 * when it was opened (tokens §6.1). Closing it ends this holder's reference.
 */
public final class TokenHandle implements AutoCloseable {

  private final TokenClient client;
  private final Fd descriptor;
  private final int grantedMask;

  TokenHandle(TokenClient client, Fd descriptor, int grantedMask) {
    this.client = client;
    this.descriptor = descriptor;
    this.grantedMask = grantedMask;
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
    return client.query(number(), queryClass);
  }

  /**
   * Reads parts of the token's own security descriptor (tokens §16); checked against that descriptor now, whatever the
   * handle carries.
   *
   * @param securityInformation bits of formats §4.4: OWNER 1, GROUP 2, DACL 4, SACL 8, LABEL 16
   * @return a self-relative security descriptor with those parts
   */
  public byte[] securityDescriptor(int securityInformation) throws RefusedException, IOException {
    return client.securityDescriptor(number(), securityInformation);
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
