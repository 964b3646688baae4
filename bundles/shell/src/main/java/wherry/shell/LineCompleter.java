package wherry.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.FilesCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import wherry.api.command.Commands;

/** Completes what is typed at the shell: Wherry's commands as everywhere else, Gogo's by name, and files where nothing else is. */
final class LineCompleter implements Completer {
    private final CommandSession session;
    private final Commands commands;

    LineCompleter(CommandSession session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = new ArrayList<>(line.words().subList(0, line.wordIndex()));
        words.add(line.word().substring(0, line.wordCursor()));
        if (words.size() == 1) {
            new TreeSet<>(Shell.getCommands(session)).forEach(name -> candidates.add(new Candidate(name)));
            SessionLines.LEAVING.forEach(name -> candidates.add(new Candidate(name)));
        }
        if (words.size() > 1 && words.get(0).equals(GogoCommands.SCOPE)) {
            words.remove(0);
        }
        String first = words.get(0);
        if (words.size() > 1 && first.startsWith(GogoCommands.SCOPE + ":")) {
            words.set(0, first.substring(GogoCommands.SCOPE.length() + 1));
        }
        addOurs(words, candidates);
        if (candidates.isEmpty() && words.size() > 1) {
            new FilesCompleter(session::currentDir).complete(reader, line, candidates);
        }
    }

    private void addOurs(List<String> words, List<Candidate> candidates) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, false, UTF_8);
        List<String> arguments = new ArrayList<>(List.of("--"));
        arguments.addAll(words);
        commands.run(
                "complete",
                arguments,
                new GogoInvocation(commands, session, InputStream.nullInputStream(), out, out, false));
        out.flush();
        told.toString(UTF_8).lines().map(text -> text.split("\t", 2)).forEach(parts -> {
            String what = parts.length > 1 ? parts[1] : null;
            candidates.add(new Candidate(parts[0], parts[0], null, what, null, null, true));
        });
    }
}
