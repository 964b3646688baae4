package wherry.filelocks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A perl that locks files as git-annex does (fcntl F_SETLK, whole file), on command. Each command is a line: {@code shared},
 * {@code exclusive}, {@code wait} (exclusive, blocking), {@code unlock}, with the answer {@code got} or {@code busy}.
 */
final class OtherProcess implements AutoCloseable {
    private static final String PROGRAM = """
            use Fcntl qw(:DEFAULT F_SETLK F_SETLKW F_RDLCK F_WRLCK F_UNLCK);
            $| = 1;
            sysopen(my $f, $ARGV[0], O_RDWR|O_CREAT, 0666) or die "$!";
            my %how = (shared => [F_SETLK, F_RDLCK], exclusive => [F_SETLK, F_WRLCK],
                       wait => [F_SETLKW, F_WRLCK], unlock => [F_SETLK, F_UNLCK]);
            while (my $line = <STDIN>) {
                chomp $line;
                my ($command, $type) = @{$how{$line}};
                print fcntl($f, $command, pack('s s l! l! i', $type, 0, 0, 0, 0)) ? "got\\n" : "busy\\n";
            }
            """;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    OtherProcess(Path file) throws IOException {
        process = new ProcessBuilder("perl", "-e", PROGRAM, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    String ask(String command) throws IOException {
        send(command);
        return answer();
    }

    void send(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("perl ended");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
