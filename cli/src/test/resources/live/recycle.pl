# In a pid namespace with few numbers: a process asks the authority and ends, another one gets its number, and only then
# the authority looks. Prints what is answered, in hexadecimal: to the request by which the first process lowers itself, to
# its question who it is, and to the same question of the one that has its number.
#
# Arguments: the authority's socket, its number here, uid of both processes, the two frames in hexadecimal.
use strict;
use POSIX ();
use Socket;
$| = 1;
my ($path, $authority, $uid, $lower, $question) = @ARGV;

sub connection {
  my $socket;
  socket($socket, AF_UNIX, SOCK_STREAM, 0) && connect($socket, pack_sockaddr_un($path)) or die "connect: $!";
  return $socket;
}

sub answer {
  my ($socket) = @_;
  my $all = '';
  my $wanted = 24;
  while (length($all) < $wanted) {
    my $got = sysread($socket, $all, $wanted - length($all), length($all));
    defined $got && $got > 0 or return 'closed';
    $wanted = 24 + unpack('V', substr($all, 16, 4)) if length($all) == 24;
  }
  return unpack('H*', $all);
}

sub as_user { $) = "$uid $uid"; POSIX::setgid($uid) && POSIX::setuid($uid) or die "setuid: $!"; }

# Numbers below 300 are not given a second time.
for (my $last = 0; $last < 320; ) {
  $last = fork;
  exit 0 if !$last;
  waitpid($last, 0);
}

# The connection is the user's as well, and outlives who asks on it.
pipe(my $hear, my $say) or die $!;
pipe(my $wait, my $go) or die $!;
my $connection;
my $holder = fork;
if (!$holder) {
  close $go;
  as_user();
  $connection = connection();
  my $asker = fork;
  if (!$asker) {
    my $lowered;
    # The first time it is told to ask again: it must have been seen before it asks.
    for (1 .. 2) {
      syswrite($connection, pack('H*', $lower));
      $lowered = answer($connection);
    }
    syswrite($say, "$$ $lowered\n");
    sysread($wait, my $line, 1);
    syswrite($connection, pack('H*', $question));
    exit 0;
  }
  waitpid($asker, 0);
  syswrite($say, "ended\n");
  my $told = answer($connection);
  syswrite($say, "told $told\n");
  exit 0;
}
close $say;
close $wait;
my $first = <$hear>;
my ($number, $lowered) = split ' ', $first;
print "$lowered\n";
kill 'STOP', $authority;
select(undef, undef, undef, 0.2);
syswrite($go, 'x');
<$hear> =~ /ended/ or die;
for (my $tries = 0; ; $tries++) {
  $tries < 20000 or die 'the number does not come again';
  my $other = fork;
  if (!$other) {
    as_user();
    # It asks too, on a connection of its own, and lives on.
    exit 0 if $$ != $number;
    my $own = connection();
    syswrite($own, pack('H*', $question));
    my $told = answer($own);
    print "$told\n";
    sleep 600;
  }
  if ($other == $number) {
    kill 'CONT', $authority;
    my $told = <$hear>;
    print $told;
    select(undef, undef, undef, 0.5);
    kill 'KILL', $other;
    exit 0;
  }
  waitpid($other, 0);
}
