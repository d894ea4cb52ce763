package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.FrameHeader;
import java.util.List;

/**
 * A whole request as it came.
 *
 * @param header its header
 * @param payload as long as the header says
 * @param sender who sent it, as the kernel says
 * @param evidence with which credentials, as the kernel says
 * @param descriptors what came along; the receiver's to close
 */
public record Frame(FrameHeader header, byte[] payload, Sender sender, Evidence evidence, List<Fd> descriptors) {}
