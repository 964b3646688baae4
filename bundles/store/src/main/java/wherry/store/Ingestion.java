package wherry.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.Key;
import wherry.api.store.StoreException;

/** Takes files of the working tree into the annex, and leaves links in their place. */
final class Ingestion {
    private final Annex annex;
    private final Arrivals arrivals;
    private final Optional<Path> workTree;

    Ingestion(Annex annex, Arrivals arrivals, Optional<Path> workTree) {
        this.annex = annex;
        this.arrivals = arrivals;
        this.workTree = workTree;
    }

    /** Takes one in; see {@link wherry.api.store.ContentStore#ingest}. */
    Key run(Path file, String backend) throws StoreException {
        Path top = workTree.orElseThrow(() -> new StoreException("a bare repository has no files that could be added"));
        try {
            FileIdentity before =
                    FileIdentity.of(file).orElseThrow(() -> new StoreException(file + " is no regular file"));
            int mode = Sharing.mode(file);
            Path held = hold(file);
            boolean done = false;
            try {
                Key key = ingest(top, file, held, before, backend);
                done = true;
                return key;
            } finally {
                Files.deleteIfExists(held);
                if (!done && Optional.of(before).equals(FileIdentity.of(file))) {
                    Sharing.setMode(file, mode);
                }
            }
        } catch (IOException e) {
            throw Failures.of("cannot add " + file, e);
        }
    }

    private Key ingest(Path top, Path file, Path held, FileIdentity before, String backend) throws IOException {
        Sharing sharing = annex.options().sharing();
        sharing.freezeFile(held);
        Key key = keyOf(held, file, backend);
        if (!Optional.of(before).equals(FileIdentity.of(file)) || Files.size(held) != before.size()) {
            throw new StoreException(file + " was changed while it was added; add it again");
        }
        Arrivals.check(key, annex.options());
        ObjectPlace place = annex.objects()
                .target(key)
                .orElseThrow(() -> new StoreException("no file can have the name of the key " + key));
        Path target = AnnexLink.target(top, file, key).orElseThrow();
        boolean had = annex.keys().with(place.name().fileName(), () -> {
            Optional<ObjectPlace> found = annex.objects().find(key);
            boolean there = found.isPresent() && annex.counts(found.get());
            if (!there) {
                annex.objects().add(held, place, sharing, true);
            }
            return there;
        });
        try {
            AnnexLink.replace(file, target, before.modified(), annex.scratch(), sharing);
        } catch (IOException e) {
            if (!had) {
                takeBack(file, place, sharing);
            }
            throw e;
        }
        arrivals.announce(place, sharing);
        return key;
    }

    /** A second name for the file, so that it stays in its place until a link replaces it; a copy where that cannot be. */
    private Path hold(Path file) throws IOException {
        Path held = annex.scratch().name();
        annex.scratch().makeFolder(annex.options().sharing());
        Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (names.equals(1)) {
            try {
                return Files.createLink(held, file);
            } catch (FileSystemException | UnsupportedOperationException e) {
                // Another file system, or one without such links.
            }
        }
        // With a further name somewhere, the content of the annex could be written to through that.
        return Files.copy(file, held, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private void takeBack(Path file, ObjectPlace place, Sharing sharing) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            annex.objects().inFolder(place, sharing, () -> Files.deleteIfExists(place.file()));
        }
    }

    private Key keyOf(Path content, Path file, String backend) throws IOException {
        Key sample = new Key(
                backend,
                OptionalLong.of(Files.size(content)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "");
        ContentHash hash = ContentHash.of(sample)
                .orElseThrow(() -> new StoreException("the backend " + backend
                        + " cannot make keys here; set annex.backend to another one, for instance SHA256E"));
        try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
            ContentFile.hash(channel, hash);
        }
        String name = hash.hex() + (backend.endsWith("E") ? extension(file) : "");
        return new Key(backend, sample.size(), sample.mtime(), sample.chunkSize(), sample.chunkNumber(), name);
    }

    private String extension(Path file) throws IOException {
        Config config = annex.settings().current();
        byte[] name = Objects.requireNonNull(file.getFileName()).toString().getBytes(StandardCharsets.UTF_8);
        return FileExtension.of(
                new String(name, StandardCharsets.ISO_8859_1),
                config.getInt("annex", "maxextensionlength", FileExtension.MAX_BYTES),
                config.getInt("annex", "maxextensions", FileExtension.MAX_EXTENSIONS));
    }
}
