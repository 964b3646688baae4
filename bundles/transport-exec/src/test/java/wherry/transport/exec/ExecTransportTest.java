package wherry.transport.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.kit.programs.Patience;
import wherry.transport.api.Duplex;
import wherry.transport.api.TransportException;

public class ExecTransportTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private Path folder;
    private ExecTransport transport;

    @Before
    public void makeFolder() throws IOException {
        folder = temporary.newFolder("exec").toPath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        transport = new ExecTransport(folder);
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String read(Duplex duplex, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && duplex.channel().read(bytes) >= 0) {
            // Until all is there.
        }
        return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }

    @Test
    public void programThatStaysWhenThePeerHasEndedIsToldThatNothingMoreComes() throws Exception {
        Path told = temporary.getRoot().toPath().resolve("told");
        program("stays", "exec >&-; cat >/dev/null; echo told >" + told + "; exec sleep 300");
        try (Duplex duplex = transport.dial("stays", TIME)) {
            assertThat(duplex.channel().read(ByteBuffer.allocate(1)), is(-1));
            Patience.until("told", TIME, () -> Files.exists(told), () -> "");
        }
    }

    @Test
    public void bytesGoBothWays() throws Exception {
        program("echo", "exec cat");
        try (Duplex duplex = transport.dial("echo", TIME)) {
            duplex.channel().write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
            assertThat(read(duplex, 5), is("hello"));
            duplex.shutdownOutput();
            assertThat(duplex.channel().read(ByteBuffer.allocate(1)), is(-1));
            assertThat(duplex.remote(), is("exec:echo"));
        }
    }

    @Test
    public void closingEndsTheProgramAndABlockedRead() throws Exception {
        Path mark = temporary.getRoot().toPath().resolve("pid");
        program("slow", "echo $$ > '" + mark + "'; sleep 100 & echo x; wait");
        Duplex duplex = transport.dial("slow", TIME);
        assertThat(read(duplex, 2), is("x\n"));
        long pid = Long.parseLong(Files.readString(mark).strip());
        Thread closer = new Thread(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            duplex.close();
        });
        closer.start();
        assertThrows(IOException.class, () -> duplex.channel().read(ByteBuffer.allocate(1)));
        closer.join();
        ProcessHandle.of(pid)
                .ifPresent(process ->
                        process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        assertThat(ProcessHandle.of(pid).isPresent(), is(false));
        assertThat(duplex.channel().isOpen(), is(false));
    }

    @Test
    public void whyAProgramEndedIsTold() throws Exception {
        program("fails", "echo 'first' >&2; echo 'no such host' >&2; exit 255");
        try (Duplex duplex = transport.dial("fails", TIME)) {
            IOException e =
                    assertThrows(IOException.class, () -> duplex.channel().read(ByteBuffer.allocate(1)));
            assertThat(e.getMessage(), containsString("255: no such host"));
            IOException broken = assertThrows(IOException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    duplex.channel().write(ByteBuffer.allocate(10_000));
                }
            });
            assertThat(broken.getMessage(), containsString("255: no such host"));
        }
    }

    @Test
    public void addressesOnlyChooseAmongTheUsersPrograms() throws Exception {
        program("good", "exec cat");
        for (String address :
                List.of("../exec/good", "/bin/sh", "good;ls", "good ls", "", ".", "..", "-good", "none")) {
            assertThrows(address, TransportException.class, () -> transport.dial(address, TIME));
        }
    }

    @Test
    public void whatOthersCanChangeIsNotRun() throws Exception {
        Path program = program("shared", "exec cat");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwx---"));
        TransportException e = assertThrows(TransportException.class, () -> transport.dial("shared", TIME));
        assertThat(e.getMessage(), containsString("others than you"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(TransportException.class, () -> transport.dial("shared", TIME));
    }

    @Test
    public void whatIsNoProgramIsNotRun() throws Exception {
        Files.writeString(folder.resolve("text"), "text");
        Files.setPosixFilePermissions(folder.resolve("text"), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(folder.resolve("folder"));
        assertThrows(TransportException.class, () -> transport.dial("text", TIME));
        assertThrows(TransportException.class, () -> transport.dial("folder", TIME));
    }
}
