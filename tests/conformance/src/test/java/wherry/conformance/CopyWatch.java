package wherry.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Looks all the time how many repositories hold the content of each key. A key that had as many copies as are asked for may never
 * have fewer again, and none may have fewer than it had below that.
 */
final class CopyWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Content that moves while the folders are read one after the other may be missed in one look, but not in several. */
    private static final int LOOKS = 5;

    private final List<Path> objectFolders;
    private final int wanted;
    private final Map<String, Integer> floors = new HashMap<>();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::watch, "copy-watch");
    private volatile boolean ended;
    private final AtomicInteger looks = new AtomicInteger();

    /**
     * Starts to look.
     *
     * @param repositories their work trees
     * @param wanted the number of copies that must be kept
     */
    CopyWatch(List<Path> repositories, int wanted) {
        this.objectFolders = repositories.stream()
                .map(top -> top.resolve(".git/annex/objects"))
                .toList();
        this.wanted = wanted;
        thread.start();
    }

    /** What went wrong so far. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    /** How often it has looked. */
    int looks() {
        return looks.get();
    }

    private void watch() {
        try {
            while (!ended) {
                look();
                looks.incrementAndGet();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            losses.add("the watch itself failed: " + e);
        }
    }

    private void look() {
        Map<String, Integer> most = copies(objectFolders);
        List<Path> order = new ArrayList<>(objectFolders);
        for (int again = 1; again < LOOKS && !missing(most).isEmpty(); again++) {
            Collections.reverse(order);
            copies(order).forEach((key, count) -> most.merge(key, count, Math::max));
        }
        for (String key : missing(most)) {
            losses.add(key + " has " + most.getOrDefault(key, 0) + " copies and had " + floors.get(key));
            floors.put(key, most.getOrDefault(key, 0));
        }
        most.forEach((key, count) -> floors.merge(key, Math.min(count, wanted), Math::max));
    }

    private Set<String> missing(Map<String, Integer> copies) {
        Set<String> missing = new HashSet<>();
        floors.forEach((key, floor) -> {
            if (copies.getOrDefault(key, 0) < floor) {
                missing.add(key);
            }
        });
        return missing;
    }

    private static Map<String, Integer> copies(List<Path> folders) {
        Map<String, Integer> copies = new HashMap<>();
        for (Path objects : folders) {
            for (Path one : children(objects)) {
                for (Path two : children(one)) {
                    for (Path key : children(two)) {
                        String name = key.getFileName().toString();
                        if (Files.isRegularFile(key.resolve(name))) {
                            copies.merge(name, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        return copies;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
