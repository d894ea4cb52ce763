package dev.tokend.authority.serve;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.linux.Fd;
import dev.tokend.monitor.state.Caller;
import java.util.List;

/**
 * A request with its sender known.
 *
 * @param caller the sender as the monitor knows it
 * @param identity the sender as Linux knows it
 * @param payload the request's bytes
 * @param descriptors what came along; the connection's to close
 */
record Call(Caller caller, LinuxIdentity identity, byte[] payload, List<Fd> descriptors) {}
