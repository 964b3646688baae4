package wherry.protocol;

import java.util.Optional;
import wherry.api.annex.AssociatedFile;

/**
 * The wire form of associated files: one word. SOURCE: git-annex writes white space as one percent sign and that as two; it reads
 * a single one back as an underscore, like control characters, and refuses absolute paths.
 */
final class FileText {
    private FileText() {}

    static String write(AssociatedFile file) {
        String name = file.name();
        StringBuilder word = new StringBuilder(name.length());
        int at = 0;
        while (at < name.length()) {
            int space = WhiteSpace.lengthAt(name, at);
            word.append(space > 0 ? "%" : name.charAt(at) == '%' ? "%%" : name.substring(at, at + 1));
            at += Math.max(space, 1);
        }
        return word.toString();
    }

    static Optional<AssociatedFile> read(String word) {
        if (word.startsWith("/")) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder(word.length());
        int at = 0;
        while (at < word.length()) {
            if (word.startsWith("%%", at)) {
                name.append('%');
                at += 2;
            } else if (word.charAt(at) == '%') {
                name.append('_');
                at++;
            } else {
                int control = controlLengthAt(word, at);
                name.append(control > 0 ? '_' : word.charAt(at));
                at += Math.max(control, 1);
            }
        }
        return Optional.of(name.isEmpty() ? AssociatedFile.NONE : new AssociatedFile(name.toString()));
    }

    /** C0, DEL, and C1 in its UTF-8 form. */
    private static int controlLengthAt(String word, int index) {
        char first = word.charAt(index);
        if (first < ' ' || first == 0x7F) {
            return 1;
        }
        boolean c1 = first == 0xC2 && index + 1 < word.length() && word.charAt(index + 1) < 0xA0;
        return c1 ? 2 : 0;
    }
}
