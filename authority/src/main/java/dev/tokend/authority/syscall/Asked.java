package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way from a program's thread here to the loop, and the answer on its way back.
 *
 * @param frame as a client would have sent it; its descriptors stay the asker's to close
 * @param answer what the asker waits for
 */
record Asked(Frame frame, CompletableFuture<Reply> answer) {}
