package wherry.annexcommands;

import picocli.CommandLine.Option;

/** How a command tells what it did. */
final class Output {
    @Option(
            names = {"-j", "--json"},
            description = "Print one JSON object a line.")
    private boolean json;

    // SOURCE: git-annex prints messages beside its objects unless this is given; here they are always in them.
    @Option(names = "--json-error-messages", description = "The same, for scripts written for git-annex.")
    private boolean messages;

    boolean json() {
        return json || messages;
    }
}
