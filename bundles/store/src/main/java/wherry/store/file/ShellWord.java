package wherry.store.file;

import java.util.regex.Pattern;

/** Words that a shell takes as they are. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9+,\\-./:=@_^]+");

    private ShellWord() {}

    /** A word, quoted as git does it where it needs to be. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + word.replace("'", "'\\''").replace("!", "'\\!'") + "'";
    }
}
