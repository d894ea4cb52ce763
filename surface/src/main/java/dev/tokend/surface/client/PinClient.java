package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import java.io.IOException;
import java.util.List;

/** The tokens that the authority keeps under names. */
public final class PinClient {

  private final Exchange exchange;

  PinClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** This user's pins; everybody's for root. */
  public List<PinsReply.Pin> list() throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.LIST_PINS);
    try {
      return PinsReply.decode(reply).pins();
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /**
   * Opens a pinned token, checked against its own descriptor.
   *
   * @param pin which one
   * @param accessMask the rights wanted (tokens §6.2)
   * @return a handle that the caller closes
   * @throws RefusedException ENOENT if there is none of that name
   */
  public TokenHandle open(PinRequest pin, int accessMask) throws RefusedException, IOException {
    byte[] request = new PinRequest.Open(accessMask, pin).encode();
    return TokenHandle.of(exchange, exchange.askForHandle(Operation.OPEN_PIN, request, 1));
  }

  /**
   * Has the authority let go of a pinned token.
   *
   * @throws RefusedException ENOENT if there is none of that name
   */
  public void unpin(PinRequest pin) throws RefusedException, IOException {
    exchange.ask(Operation.UNPIN, pin.encode());
  }
}
