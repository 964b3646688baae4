package wherry.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation in a file. The first line tells from which git-annex the behaviour was recorded (values that the record cuts short
 * are filled in), whether ours differs, or that no real peer was seen to say this. Then, one a line:
 *
 * <pre>
 * W: what the world is like: which ends may play it, what the stores have
 * C: a line of the client           S: a line of the server
 * D: "bytes" after the last of them P: the beginning of a line of the client
 * E: an event at the server's end   R: what came of the client's operation
 * X: the link is closed
 * </pre>
 *
 * In lines and bytes {@code \n \r \\ \xNN} are escapes; characters stand for one byte each.
 */
record Transcript(String name, List<Item> items) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts");

    /** One line of the file: its letter and the text after it. */
    record Item(char kind, String text) {
        /** What goes over the link for it. */
        byte[] bytes() {
            return switch (kind) {
                case 'D' -> unescape(text.substring(1, text.length() - 1));
                case 'P' -> unescape(text);
                default -> unescape(text + "\\n");
            };
        }

        List<String> words() {
            return List.of(text.split(" ", -1));
        }

        /** The word at this place, from 0. */
        String word(int index) {
            return words().get(index);
        }

        /** What stands in quotes. */
        byte[] quoted() {
            return unescape(text.substring(text.indexOf('"') + 1, text.length() - 1));
        }
    }

    /** All that an end may play, sorted by name. */
    static List<Transcript> allFor(String end) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(Transcript::read)
                    .filter(t -> t.isFor(end))
                    .sorted(Comparator.comparing(Transcript::name))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            List<Item> items = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                items.add(new Item(line.charAt(0), line.substring(Math.min(3, line.length()))));
            }
            return new Transcript(file.getFileName().toString(), List.copyOf(items));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isFor(String end) {
        return has('W', "for " + end) || has('W', "for both");
    }

    /** Whether there is just this line. */
    boolean has(char kind, String text) {
        return items.contains(new Item(kind, text));
    }

    /** The lines of a kind. */
    List<Item> all(char kind) {
        return items.stream().filter(item -> item.kind() == kind).collect(Collectors.toList());
    }

    @Override
    public String toString() {
        return name;
    }

    private static byte[] unescape(String text) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                plain.append(c);
                at++;
            } else if (text.charAt(at + 1) == 'x') {
                plain.append((char) Integer.parseInt(text.substring(at + 2, at + 4), 16));
                at += 4;
            } else {
                plain.append(
                        switch (text.charAt(at + 1)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> text.charAt(at + 1);
                        });
                at += 2;
            }
        }
        return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
