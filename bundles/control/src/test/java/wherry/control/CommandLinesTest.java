package wherry.control;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.Test;
import picocli.CommandLine;

public class CommandLinesTest {
    @CommandLine.Command(name = "outer")
    static final class Outer implements Runnable {
        @CommandLine.Option(names = "-h", description = "Something else.")
        private boolean own;

        @Override
        public void run() {
            throw new AssertionError("only help is wanted; own: " + own);
        }

        @CommandLine.Command(name = "inner", description = "What inner does.")
        int inner() {
            return 1;
        }
    }

    private final StringWriter text = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new Outer()).setOut(new PrintWriter(text, true));
        CommandLines.addHelp(line.getCommandSpec());
        return line.execute(arguments);
    }

    @Test
    public void everySubcommandHasHelp() {
        assertThat(run("inner", "--help"), is(0));
        assertThat(text.toString(), containsString("What inner does."));
        assertThat(run("inner", "-h"), is(0));
    }

    @Test
    public void aCommandKeepsAnOptionOfItsOwn() {
        assertThat(run("--help"), is(0));
        assertThat(text.toString(), containsString("Something else."));
    }
}
