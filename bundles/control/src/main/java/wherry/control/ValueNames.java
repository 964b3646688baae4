package wherry.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.UsedRepository;
import wherry.api.store.Repositories;

/** Names of what is there, to be typed for the words that stand for values in help texts: {@code NET}, {@code PEER}. */
final class ValueNames {
    private final Commands commands;
    private final NewestService<Repositories> repositories;
    private final Invocation call;

    ValueNames(Commands commands, NewestService<Repositories> repositories, Invocation call) {
        this.commands = commands;
        this.repositories = repositories;
        this.call = call;
    }

    /**
     * What there is of a kind.
     *
     * @param label the word in the help text
     * @return empty if nothing is known of that kind
     */
    List<String> of(String label) {
        return switch (label) {
            case "NET", "NET|ADDRESS" -> told("transports", "network");
            case "BUNDLE" -> told("bundles", "name");
            case "REPO" -> told("repos", "folder");
            case "PEER" -> told("peers", "peer");
            case "REMOTE", "REMOTE|ADDRESS" -> remotes();
            case "COMMAND" ->
                commands.list().stream().map(command -> command.name()).toList();
            case "RIGHTS" -> Stream.of(ServeMode.values()).map(ServeMode::word).toList();
            default -> List.of();
        };
    }

    private List<String> told(String command, String field) {
        RowsCall rows = new RowsCall(call);
        commands.run(command, List.of("--json"), rows);
        Function<Map<String, Object>, Stream<Object>> values = row -> row.get(field) instanceof Collection<?> many
                ? many.stream().map(Object.class::cast)
                : Stream.ofNullable(row.get(field));
        return rows.rows().stream()
                .flatMap(values)
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    private List<String> remotes() {
        try (UsedRepository open = UsedRepository.open(repositories, call.repository(), "completion")) {
            return open.repository().settings().subsections("remote");
        } catch (StoreException e) {
            // Whoever types on is told by the command itself.
            return List.of();
        }
    }
}
