package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.annex.Key;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.Selection;

/** What a command is to work on. */
final class KeySelection {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(
            names = {"-A", "--all"},
            description = "All keys that are recorded, not only those of files; for bare repositories.")
    private boolean all;

    @Option(names = "--key", paramLabel = "KEY", description = "This key, whether a file has it or not.")
    private @Nullable String key;

    @Parameters(arity = "0..*", paramLabel = "FILE")
    private @Nullable List<String> files;

    /** Whether it is to work on files of the working tree. */
    boolean ofTree() {
        return !all && key == null;
    }

    List<String> files() {
        return files == null ? List.of() : files;
    }

    /** Refuses to mix. */
    KeySelection checked() {
        if (Stream.of(all, key != null, !files().isEmpty())
                        .filter(given -> given)
                        .count()
                > 1) {
            throw new ParameterException(spec.commandLine(), "only one of --all, --key and FILE can be given");
        }
        if (key != null && TerminalText.key(key).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no key: " + key);
        }
        return this;
    }

    /** Finds it; files below a folder. */
    Selection<CommandTarget> subjects(CommandContext session, RepositoryCall opening, Path folder)
            throws IOException, InterruptedException {
        if (ofTree()) {
            return opening.ofTree(folder, tree -> {
                var found = tree.annexed(files());
                return new Selection<>(
                        found.files().stream()
                                .filter(AnnexedFile::there)
                                .map(CommandTarget::of)
                                .toList(),
                        found.unmatched());
            });
        }
        Optional<Key> one = Optional.ofNullable(key).flatMap(TerminalText::key);
        var keys = one.isPresent()
                ? List.of(one.get())
                : List.copyOf(session.repository().branch().keys());
        return new Selection<>(keys.stream().map(CommandTarget::of).toList(), List.of());
    }
}
