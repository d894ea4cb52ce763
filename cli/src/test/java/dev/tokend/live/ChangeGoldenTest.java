package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.InProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every form of what changes, derives and makes tokens, and every error, at a real authority: as recorded. */
class ChangeGoldenTest {
  private static Sandbox sandbox;
  private static Path machine;
  private static Minted minted;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    minted = Minted.in(sandbox, machine);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Transcript transcript() {
    return new Transcript(machine)
        .calling("SESSION", Long.toString(minted.session()))
        .calling("FOLDER", sandbox.folder().toString());
  }

  /** The whole token before and after what was refused: nothing has changed, the counter of changes neither. */
  private static String state(String pin) {
    return InProcess.run(machine, "show", "--all", "--raw", "--pin", pin).out();
  }

  private static void assertRefused(Transcript transcript, String pin, String... lines) {
    String before = state(pin);
    for (String line : lines) {
      transcript.look(line + " --pin " + pin);
    }
    assertThat(state(pin)).isEqualTo(before);
  }

  @Test
  void privileges() throws IOException {
    minted.pin("privs");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "privs", "adjust privs SeDebug=on", "adjust privs SeShutdown=on SeDebug=enabled",
        "adjust privs SeShutdown=on SeShutdownPrivilege=off", "adjust privs SeShutdwn=on",
        "adjust privs changenotify=on",
        "adjust privs SeShutdown=maybe", "adjust privs SeShutdown", "adjust privs =on", "adjust privs 64=on",
        "adjust privs",
        "adjust privs SeShutdown=on --reset", "adjust privs SeShutdown=on --owner BA",
        "adjust privileges SeShutdown=on",
        "adjust");
    transcript.change("adjust privs SeShutdown=enabled SECHANGENOTIFYPRIVILEGE=off --pin privs");
    transcript.inJson("adjust privs seshutdown=disabled 23=on --pin privs");
    transcript.change("adjust privs SeShutdown=on SeChangeNotify=off --pin privs");
    transcript.change("adjust privs --reset --pin privs");
    transcript.look("adjust privs --reset --pin privs");
    transcript.change("adjust privs SeImpersonate=removed SeDebug=removed SeTcb=disabled --pin privs");
    assertRefused(transcript, "privs", "adjust privs SeImpersonate=on");
    transcript.inJson("adjust privs SeImpersonate=removed --pin privs");
    transcript.matches("adjust-privs");
  }

  @Test
  void groups() throws IOException {
    minted.pin("groups");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "groups", "adjust groups 0=off", "adjust groups 3=on", "adjust groups 6=off",
        "adjust groups 1=off 0=off",
        "adjust groups 1=off S-1-5-21-10-20-30-2001=on", "adjust groups 7=off", "adjust groups 99999999999=off",
        "adjust groups Nobody=off", "adjust groups S-1-5-999=off", "adjust groups S-1-5-x=off",
        "adjust groups Users=off",
        "adjust groups 1=removed", "adjust groups 1", "adjust groups", "adjust groups --reset 1=on");
    transcript.change("adjust groups 1=off S-1-22-2-1=disabled --pin groups");
    transcript.inJson("adjust groups S-1-5-21-10-20-30-2001=on 5=enabled --pin groups");
    transcript.change("adjust groups daemon=on --pin groups");
    transcript.change("adjust groups --reset --pin groups --raw");
    transcript.change("adjust groups 4=off --pin groups --label");
    transcript.inJson("adjust groups --reset --pin groups");
    transcript.look("adjust groups --reset --pin groups");
    transcript.matches("adjust-groups");
  }

  @Test
  void defaults() throws IOException {
    minted.pin("defaults");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "defaults", "adjust default", "adjust default --owner BU", "adjust default --owner SY",
        "adjust default --owner-idx 3", "adjust default --owner-idx 8", "adjust default --group-idx 8",
        "adjust default --owner-idx 70000", "adjust default --owner nobody-at-all", "adjust default --group root",
        "adjust default --dacl 'D:(X;;GA;;;SY)'", "adjust default --dacl 'D:(A;;GA;;;SY)' --owner SY",
        "adjust default --owner BU --owner-idx 1", "adjust default --reset", "adjust default --dacl '' more");
    transcript.change("adjust default --owner-idx 2 --group-idx 5 --dacl 'D:(A;;GA;;;BA)' --pin defaults");
    transcript.inJson("adjust default --owner S-1-5-21-10-20-30-1001 --group WD --dacl '' --pin defaults");
    transcript.change("adjust default --dacl '(D;;GA;;;BG)(A;;GR;;;WD)' --pin defaults");
    transcript.change("adjust default --group S-1-5-21-10-20-30-2001 --pin defaults --raw");
    transcript.matches("adjust-default");
  }

  @Test
  void interactivity() throws IOException {
    minted.pin("scope");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "scope", "adjust session", "adjust session x", "adjust session -1", "adjust session 4294967296",
        "adjust session 1 2");
    transcript.change("adjust session 4294967295 --pin scope");
    transcript.inJson("adjust interactivity-scope 0 --pin scope");
    transcript.matches("adjust-session");
  }

  @Test
  void restricting() throws IOException {
    minted.pin("source");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "source", "restrict --drop-privs SeFoo", "restrict --drop-privs SeTcb,",
        "restrict --drop-privs 0xg",
        "restrict --deny 9", "restrict --deny 0,0", "restrict --deny Everyone,0", "restrict --deny Nobody",
        "restrict --deny Users", "restrict --restrict S-1-x", "restrict --restrict nobody-at-all",
        "restrict --restrict root", "restrict --write-restricted", "restrict --drop-privs", "restrict more");
    for (String flags : List.of(
        "", "--drop-privs all", "--drop-privs 0x800000", "--drop-privs SeShutdown,SeImpersonatePrivilege",
        "--deny 0,S-1-5-21-10-20-30-2001,3", "--restrict WD,BU,S-1-5-21-10-20-30-1001",
        "--restrict WD --write-restricted", "--drop-privs all --deny 0,1,2 --restrict bob --raw",
        "--restrict alice-is-unknown,WD", "--deny 6 --label")) {
      transcript.look(("restrict " + flags).strip() + " --pin source");
    }
    transcript.change("restrict --drop-privs all --pin source --pin-as less");
    assertRefused(transcript, "source", "restrict --pin-as less", "restrict --pin-as a/b", "restrict --pin-as ''");
    transcript.change("show --short --pin less");
    transcript.change("restrict --restrict WD,BU --pin source --pin-as twice");
    assertRefused(transcript, "twice", "restrict --restrict BA", "restrict --drop-privs all");
    transcript.look("restrict --restrict BU,BA --pin twice");
    transcript.matches("restrict");
  }

  @Test
  void duplicating() throws IOException {
    minted.pin("primary");
    minted.pin("mask", "\"token_type\": \"impersonation\"", "\"impersonation_level\": \"identification\"");
    Transcript transcript = transcript();
    assertRefused(
        transcript, "primary", "duplicate --level identification", "duplicate --type primary --level delegation",
        "duplicate --type file", "duplicate --type impersonation --level medium", "duplicate --access TOKEN_FOO",
        "duplicate --access 0x100000000", "duplicate --access ''", "duplicate --access 0x10000800");
    assertRefused(transcript, "mask", "duplicate --level impersonation", "dup --type impersonation --level delegation");
    for (String line : List.of(
        "duplicate --pin primary", "dup --type primary --access TOKEN_QUERY --pin primary",
        "dup --type impersonation --pin primary",
        "dup --type impersonation --level delegation --access all --pin primary",
        "dup --type impersonation --level anonymous --pin primary", "dup --access 0x2 --pin primary", "dup --pin mask",
        "dup --level anonymous --pin mask", "dup --type primary --pin mask", "dup --access max --pin primary")) {
      transcript.look(line);
    }
    transcript.matches("duplicate");
  }

  @Test
  void linking() throws IOException {
    minted.pin("full");
    minted.pin("limited");
    minted.pin("other", "\"user_deny_only\": false");
    Transcript transcript = transcript();
    String session = " --session " + minted.session();
    assertRefused(transcript, "full", "linked");
    for (String line : List.of(
        "link", "link --elevated pin:full", "link --elevated pin:full --filtered pin:limited",
        "link --elevated pin:full --filtered pin:full" + session,
        "link --elevated pin:nobody --filtered pin:full" + session,
        "link --elevated 77 --filtered pin:full" + session, "link --elevated full --filtered pin:full" + session,
        "link --elevated pin:full --filtered pin:limited --session 424242",
        "link --elevated pin:full --filtered pin:limited --session x")) {
      transcript.look(line);
    }
    transcript.change("link --elevated pin:full --filtered pin:limited" + session);
    transcript.look("linked --pin full");
    transcript.look("linked --pin limited");
    transcript.change("linked --pin limited --pin-as found");
    transcript.look("link --elevated pin:limited --filtered pin:other" + session);
    transcript.inJson("link --elevated pin:full --filtered pin:other" + session);
    assertRefused(transcript, "limited", "linked");
    transcript.matches("link");
  }
}
