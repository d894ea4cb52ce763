package dev.tokend.monitor.event;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.sid.Sid;
import java.util.List;

/**
 * Who was judged: the token that the decision used and the thread that used it.
 *
 * @param userSid the principal of the token
 * @param groupSids its groups in token order, disabled and deny-only ones too
 * @param integrityLevel its integrity level, unsigned
 * @param pip the integrity protection of the calling process
 * @param processKey what the embedder calls the calling process
 * @param tid the calling thread
 */
public record EventSubject(
    Sid userSid, List<Sid> groupSids, int integrityLevel, PipLabel pip, long processKey, int tid) {}
