package wherry.control;

import java.util.Collection;
import java.util.List;

/** Guesses what somebody meant to type. */
final class Similar {
    private static final int MOST_EDITS = 2;

    private Similar() {}

    /** Those names that begin with the word or differ from it by a slip of the finger or two. */
    static List<String> to(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> (!word.isEmpty() && name.startsWith(word)) || edits(word, name) <= MOST_EDITS)
                .sorted()
                .toList();
    }

    /** Characters to insert, remove or replace to make one word of the other. */
    static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
