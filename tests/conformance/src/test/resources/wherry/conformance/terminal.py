# Runs a program in a pseudo terminal: python3 terminal.py COLUMNS PROGRAM [ARGUMENT]... <STEPS
# Steps are lines: "send:TEXT" with python's escapes, "press:TEXT", which is sent each second anew until what is expected next has appeared,
# or "expect:REGEX" of what appears after all that was expected before.
# Prints all that appeared, and exits as the program does; 99 if something did not appear within 30 s.
import codecs, fcntl, os, pty, re, select, struct, sys, termios, time

columns, command = int(sys.argv[1]), sys.argv[2:]
steps = sys.stdin.read().splitlines()
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))
    os.execvp(command[0], command)

seen, position, cut = '', 0, ''
decoder = codecs.getincrementaldecoder('utf-8')('replace')


def read_some():
    global seen, cut
    if not select.select([terminal], [], [], 0.2)[0]:
        return True
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    # A sequence that is cut in two waits for its end.
    text = cut + decoder.decode(data)
    cut = re.search(r'(\x1b(\[[0-9;?]*)?)?$', text).group(0)
    seen += re.sub(r'\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]', '', text[:len(text) - len(cut)])
    return bool(data)


def fail(step):
    os.kill(child, 9)
    print(seen)
    sys.stderr.write('did not appear: ' + step + '\n')
    sys.exit(99)


pressed = b''
for step in steps:
    kind, text = step.split(':', 1)
    if kind == 'send':
        os.write(terminal, codecs.decode(text, 'unicode_escape').encode())
        continue
    if kind == 'press':
        pressed = codecs.decode(text, 'unicode_escape').encode()
        continue
    end, again = time.time() + 30, time.time()
    while True:
        found = re.compile(text).search(seen, position)
        if found:
            position = found.end()
            pressed = b''
            break
        if pressed and time.time() >= again:
            os.write(terminal, pressed)
            again = time.time() + 1
        if time.time() > end or not read_some():
            fail(step)

end = time.time() + 30
while read_some():
    if time.time() > end:
        fail('the end of the program')
print(seen)
status = os.waitpid(child, 0)[1]
sys.exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
