# Carries a program's call to the node: perl relay.pl SOCKET ABSENT PARENT DIRECTORY PROGRAM [ARGUMENT]...
# With --answers in place of the program it says by its exit code whether a node answers.
# The protocol is described in the package wherry.control; wherry.launcher.Relay does the same where there is no perl.
# Uses no module on Linux: loading Socket alone takes longer than all the rest.
use strict;

open STDIN, '<', '/dev/null' unless defined fileno STDIN;    # else the socket would be taken for standard input
open STDOUT, '>', '/dev/null' unless defined fileno STDOUT;

my ($path, $absent, $parent, $directory, @call) = @ARGV;
my $CHUNK = 65536;
my ($EINTR, $EAGAIN) = (4, 11);
my $native = $^O eq 'linux';

sub complain { syswrite STDERR, "wherry: $_[0]\n" }

# A stock remotedaemon leaves its listening socket open in the programs that it starts. In them, and in a node that they start,
# it would outlive the daemon, and peers would be let in to nobody.
if (opendir my $open, '/proc/self/fd') {
    my @numbers = grep { /^\d+$/ && $_ > 2 } readdir $open;
    closedir $open;
    for (@numbers) {
        open my $handle, '<&=', $_ or next;
        close $handle;
    }
}

# ---- connecting

# What goes to the node is the caller's alone, and what comes from it may make us run a program. So nobody else may be able to put
# a socket there, and the kernel says who answers on it.

sub refuse {
    complain("$_[0]; set WHERRY_HOME to a folder of your own");
    exit 1;
}

sub check_folder {
    my ($folder) = $path =~ m{^(.*)/};
    my ($mode, $owner) = (lstat $folder)[2, 4];
    return unless defined $mode;
    refuse("$folder is not a folder") if ($mode & 0170000) != 0040000;
    refuse("$folder belongs to another user") if $owner != $>;
    refuse("others can write to $folder, which chmod go-w ends") if $mode & 022;
}

# The number of the user at the other end: the second one of what Linux tells, and the BSDs.
sub other_end {
    my $told = $native ? getsockopt NODE, 1, 17 : undef;
    if (length($told // '') != 12) {
        require Socket;
        $told = $^O eq 'linux' ? getsockopt NODE, Socket::SOL_SOCKET(), Socket::SO_PEERCRED() : getsockopt NODE, 0, 1;
    }
    return (unpack 'I2', $told // '')[1] // 'that the system does not tell';
}

sub reach {
    if ($native) {
        return 1 if socket(NODE, 1, 1, 0) && connect(NODE, pack('S a*', 1, "$path\0"));
        return 0 if $! == 2 || $! == 111;
        $native = 0;    # numbers differ on some processors
    }
    require Socket;
    return socket(NODE, Socket::PF_UNIX(), Socket::SOCK_STREAM(), 0) && connect(NODE, Socket::pack_sockaddr_un($path));
}

sub dial {
    check_folder();
    return 0 unless reach();
    my $user = other_end();
    refuse("it is not your node that answers on $path but user $user") if $user ne $>;
    return 1;
}

# Only asked whether a node answers.
exit(dial() ? 0 : 1) if $call[0] eq '--answers';

until (dial()) {
    system '/bin/sh', $absent, @call;
    my $code = $? == -1 ? 1 : $? & 127 ? 128 + ($? & 127) : $? >> 8;
    exit $code if $code != 75;
    next if dial();
    complain("the node does not answer on $path: $!");
    exit 1;
}

# ---- frames

sub write_all {
    my ($handle, $bytes) = @_;
    while (length $bytes) {
        my $n = syswrite $handle, $bytes;
        if (defined $n) { substr $bytes, 0, $n, '' }
        elsif ($! != $EINTR) { return 0 }
    }
    return 1;
}

my ($terminal, $child) = ('', 0);
my ($signals, $resized) = (0, 0);

sub leave {
    my ($code) = @_;
    kill 'TERM', $child if $child;
    system 'stty', $terminal if $terminal;
    if ($signals && $code == 130) {    # so that a shell that runs a script ends it, too
        $SIG{INT} = 'DEFAULT';
        kill 'INT', $$;
    }
    exit $code;
}

sub send_frame {
    my ($type, $payload) = @_;
    write_all(\*NODE, $type . pack('N/a*', $payload));    # if it fails, reading tells
}

sub print_out {
    my ($handle, $bytes) = @_;
    return if write_all($handle, $bytes);
    leave(141) if $! == 32;    # whoever read has enough
    complain("write error: $!");
    leave(1);
}

$SIG{PIPE} = 'IGNORE';
if (($SIG{INT} || '') ne 'IGNORE') {
    $SIG{INT} = sub { return if $child; leave(130) if $signals > 1; $signals++ };
}

my @flags = (-t STDERR ? 'tty' : (), -t STDIN ? 'in' : (), -t STDOUT ? 'out' : ());
my $version = '';
if (open my $file, '<', $absent =~ s{[^/]*$}{version}r) {
    ($version) = (readline($file) // '') =~ /^wherry (.*)$/;
}
my $request = join '', map { "$_\0" } 'wherry-control-2', $version // '', $directory, join(',', @flags), @call;
if (length $request > 1 << 20) {
    complain('too many arguments');
    exit 2;
}
write_all(\*NODE, pack('N/a*', $request));

# Variables stay here but for those that a command asks for.
sub send_variable {
    my $value = $ENV{ $_[0] };
    if (length($value // '') >= $CHUNK) {
        complain("the variable $_[0] is too long");
        leave(2);
    }
    send_frame('v', defined $value ? "=$value" : '');
}

# ---- the terminal

sub send_window {
    my $screen = -t STDIN ? 0 : 2;
    my ($rows, $columns) = split ' ', `stty size <&$screen 2>/dev/null`;
    send_frame('w', pack('nn', $rows || 0, $columns || 0));
}

sub set_terminal {
    if ($_[0] eq 'raw' && !$terminal) {
        chomp($terminal = `stty -g`);
        $SIG{$_} = sub { leave(143) } for 'TERM', 'HUP';
        $SIG{WINCH} = sub { $resized = 1 };
        system 'stty', 'raw', '-echo', 'opost', 'onlcr';
        send_window();
    }
    elsif ($_[0] eq 'cooked' && $terminal) {
        system 'stty', $terminal;
        $terminal = '';
    }
}

# How wide progress may be.
if ($flags[0] && $flags[0] eq 'tty' && $call[0] !~ /^git-/) {
    $SIG{WINCH} = sub { $resized = 1 };
    send_window();
}

# ---- programs that need the caller's terminal

sub start_program {
    my @program = split /\0/, $_[0], -1;
    $child = fork;
    if (!defined $child) {
        $child = 0;
        send_frame('p', chr 126);
    }
    elsif ($child == 0) {
        $SIG{$_} = 'DEFAULT' for 'PIPE', 'INT';
        exec { $program[0] } @program;
        complain("cannot run $program[0]: $!");
        exit 127;
    }
}

sub look_after_program {
    if ($child && waitpid($child, 1) == $child) {
        $child = 0;
        send_frame('p', chr($? & 127 ? 128 + ($? & 127) : $? >> 8));
    }
}

# ---- until the node says how it ends, or that bytes are raw

# A stock remotedaemon that is killed takes no leave of the programs that it started.
my $orphan_matters = $call[0] =~ /^git-annex-p2p-/;
my ($buffer, $wanted, $raw) = ('', 0, 0);

sub take_frames {
    while (length $buffer >= 5) {
        my ($type, $length) = unpack 'a N', $buffer;
        last if length $buffer < 5 + $length;
        my $payload = substr $buffer, 5, $length;
        substr $buffer, 0, 5 + $length, '';
        if    ($type eq 'O') { print_out(\*STDOUT, $payload) }
        elsif ($type eq 'E') { print_out(\*STDERR, $payload) }
        elsif ($type eq 'I') { $wanted = unpack 'N', $payload }
        elsif ($type eq 'V') { send_variable($payload) }
        elsif ($type eq 'X') { leave(ord $payload) }
        elsif ($type eq 'P') { start_program($payload) }
        elsif ($type eq 'T') { set_terminal($payload) }
        elsif ($type eq 'R') { send_frame('r', ''); $raw = 1; last }
    }
}

my $sent_signals = 0;
until ($raw) {
    my $ready = '';
    vec($ready, fileno NODE, 1) = 1;
    vec($ready, 0, 1) = 1 if $wanted;
    my $n = select $ready, undef, undef, $child ? 0.05 : 0.5;
    leave(1) if $orphan_matters && getppid != $parent;
    look_after_program();
    if ($sent_signals < $signals) { $sent_signals++; send_frame('s', chr 2) }
    if ($resized) { $resized = 0; send_window() }
    next if $n <= 0;
    if ($wanted && vec($ready, 0, 1)) {
        my $data;
        my $got = sysread STDIN, $data, $wanted < $CHUNK ? $wanted : $CHUNK;
        if (defined $got || $! != $EINTR) {
            $wanted = 0;
            send_frame('i', $got ? $data : '');
        }
    }
    if (vec $ready, fileno NODE, 1) {
        my $got = sysread NODE, $buffer, $CHUNK, length $buffer;
        if (!$got && (defined $got || $! != $EINTR)) {
            complain('the node has gone');
            leave(1);
        }
        take_frames();
    }
}

# ---- raw: git waits for the end of our output, and for that alone, so at the peer's end this exits at once

$SIG{INT} = 'DEFAULT';
my ($up, $down, $in, $shut) = ('', $buffer, 1, 0);
my $nonblock = 2048;
unless ($native) { require Fcntl; $nonblock = Fcntl::O_NONBLOCK() }
fcntl NODE, 4, 2 | $nonblock;
# A pipe is opened anew so that not blocking is our own affair; others may hold the same end. Elsewhere small pieces do.
my $piece = -S STDOUT ? 16384 : 4096;
if ($native && -p STDOUT && sysopen OUT, '/proc/self/fd/1', 1 | $nonblock) { $piece = $CHUNK }
else { open OUT, '>&', \*STDOUT or exit 1 }

sub push_up {
    my $n = syswrite NODE, $up;
    if (defined $n) { substr $up, 0, $n, '' }
    elsif ($! != $EAGAIN && $! != $EINTR) { $up = ''; $in = 0 }
}

sub push_down {
    my $n = syswrite OUT, $down, $piece;
    if (defined $n) { substr $down, 0, $n, '' }
    elsif ($! != $EAGAIN && $! != $EINTR) {
        complain("write error: $!") unless $! == 32;
        exit($! == 32 ? 141 : 1);
    }
}

while (1) {
    if (!$in && !$shut && $up eq '') { $shut = 1; shutdown NODE, 1 }
    my ($r, $w) = ('', '');
    vec($r, 0, 1) = 1 if $in && $up eq '';
    vec($r, fileno NODE, 1) = 1 if $down eq '';
    vec($w, fileno NODE, 1) = 1 if $up ne '';
    vec($w, fileno OUT, 1) = 1 if $down ne '';
    next if select($r, $w, undef, undef) <= 0;
    if (vec $w, fileno OUT, 1) { push_down() }
    if (vec $w, fileno NODE, 1) { push_up() }
    if (vec $r, 0, 1) {
        my $got = sysread STDIN, $up, $CHUNK;
        if ($got) { push_up() }
        elsif (defined $got || $! != $EINTR) { $in = 0 }
    }
    if (vec $r, fileno NODE, 1) {
        my $got = sysread NODE, $down, $CHUNK;
        if ($got) { push_down() if $piece == $CHUNK }
        elsif (defined $got || ($! != $EINTR && $! != $EAGAIN)) { exit 0 }
    }
}
