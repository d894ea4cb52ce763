package dev.tokend.cli;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.CallbackAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.ObjectAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.OpaqueAce;
import dev.tokend.kacs.sid.Sid;

/** An ACL with an entry of each layout. */
final class AceSamples {
  private AceSamples() {}

  static Acl everyKind() {
    Sid everyone = Sid.of("S-1-1-0");
    Sid bob = Sid.unixUser(1001);
    return Acl.of(
        new BasicAce(AceType.ACCESS_DENIED, AceFlags.OBJECT_INHERIT | AceFlags.CONTAINER_INHERIT,
            AccessMask.WRITE_DAC | AccessMask.WRITE_OWNER, everyone),
        new BasicAce(AceType.ACCESS_ALLOWED, AceFlags.INHERITED, AccessMask.READ_CONTROL | 0x1FF, bob),
        new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, 0, AccessMask.GENERIC_READ, ObjectScopedAce.OBJECT_TYPE_PRESENT,
            new Guid(0x0123_4567_89AB_CDEFL, 0x0123_4567_89AB_CDEFL), null, bob),
        // artx, then the user attribute "x", Exists.
        new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, AccessMask.GENERIC_ALL, bob, Bytes.of(new byte[] {
          0x61, 0x72, 0x74, 0x78, (byte) 0xF9, 2, 0, 0, 0, 0x78, 0, (byte) 0x87})),
        Ace.label(3, 8192),
        new OpaqueAce(0x77, 0x80, Bytes.of(new byte[] {1, 2, 3, 4})));
  }
}
