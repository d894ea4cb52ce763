package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.LabelPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Stage 4: a subject below the object's mandatory label gets from the DACL only what the label leaves, KACS v0.22
 * §10.3.
 *
 * <p>Bits that privileges gave before are not touched.
 */
final class MandatoryIntegrity {
  private MandatoryIntegrity() {}

  /** Decides, as refused, what the label withholds. */
  static long apply(AccessRequest request, long cell, @Nullable Trace trace) {
    if (!bites(request)) {
      return cell;
    }
    int withheld = withheld(request);
    if (trace != null) {
      report(request, Cell.undecided(cell, withheld), trace);
    }
    return Cell.of(Cell.granted(cell), Cell.decided(cell) | withheld);
  }

  /**
   * Whether the subject is below the label, and its mandatory policy says NO_WRITE_UP, which switches the whole of this
   * stage, reading included. Equal is not below.
   */
  static boolean bites(AccessRequest request) {
    Subject subject = request.subject();
    return (subject.mandatoryPolicy() & MandatoryPolicyFlag.NO_WRITE_UP.value()) != 0
        && Integer.compareUnsigned(subject.integrityLevel(), request.object().metadata().labelLevel()) < 0;
  }

  private static int withheld(AccessRequest request) {
    GenericMapping mapping = request.mapping();
    int policy = request.object().metadata().labelPolicy();
    int left = mapping.map(AccessMask.GENERIC_READ) | mapping.map(AccessMask.GENERIC_EXECUTE)
        | AccessMask.READ_CONTROL | AccessMask.SYNCHRONIZE;
    // The order matters where the mappings overlap: for files, NO_WRITE_UP takes READ_CONTROL and SYNCHRONIZE too.
    if ((policy & LabelPolicy.NO_READ_UP) != 0) {
      left &= ~mapping.map(AccessMask.GENERIC_READ);
    }
    if ((policy & LabelPolicy.NO_WRITE_UP) != 0) {
      left &= ~mapping.map(AccessMask.GENERIC_WRITE);
    }
    if ((policy & LabelPolicy.NO_EXECUTE_UP) != 0) {
      left &= ~mapping.map(AccessMask.GENERIC_EXECUTE);
    }
    // SeRelabel only stops the label's claim on the bit; the DACL or SeTakeOwnership must still grant it.
    if (request.holds(Privilege.SE_RELABEL)) {
      left |= AccessMask.WRITE_OWNER;
    }
    return request.allBits() & ~left;
  }

  private static void report(AccessRequest request, int bits, Trace trace) {
    SaclMetadata metadata = request.object().metadata();
    trace.report(new TraceEvent.StageEntered(Stage.MANDATORY_INTEGRITY));
    if (request.holds(Privilege.SE_RELABEL)) {
      trace.report(new TraceEvent.LabelLifted(AccessMask.WRITE_OWNER, Privilege.SE_RELABEL));
    }
    trace.report(new TraceEvent.BitsDecided(Stage.MANDATORY_INTEGRITY, TraceEvent.ALL_NODES, bits, false,
        new Cause.ByMandatoryLabel(metadata.labelLevel(), metadata.labelPolicy(), metadata.labelled())));
  }
}
