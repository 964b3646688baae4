package wherry.networkprograms;

import java.nio.file.Path;
import java.time.Duration;
import wherry.transport.program.RunningProgram;

/** A process with a program that ends when it has to, and one that does not care; says so when both run. To be killed. */
final class SupervisingProcess {
    private SupervisingProcess() {}

    public static void main(String[] arguments) throws Exception {
        NodePrograms programs = new ProgramHome(Path.of(arguments[0])).open();
        for (String ignored : new String[] {"", "trap '' TERM; "}) {
            RunningProgram program = programs.run(ShellProgram.of(ignored + "echo READY; sleep 300 & wait; sleep 300")
                    .within(Duration.ofSeconds(20), Duration.ofSeconds(1)));
            program.awaitReady(Duration.ofSeconds(20));
        }
        System.out.println("READY");
        Thread.sleep(Long.MAX_VALUE);
    }
}
