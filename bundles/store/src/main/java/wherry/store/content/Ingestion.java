package wherry.store.content;

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
import wherry.api.annex.StoreException;
import wherry.api.tree.PathText;
import wherry.store.file.FileIdentity;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.FileExtension;
import wherry.store.format.ObjectPlace;
import wherry.store.unlocked.AnnexLink;
import wherry.store.unlocked.PlainFolders;

/** Takes files of the working tree into the annex, and leaves links in their place, or the files themselves. */
public final class Ingestion {
    private final Annex annex;
    private final ContentIntake intake;
    private final Optional<Path> workTree;

    public Ingestion(Annex annex, ContentIntake intake, Optional<Path> workTree) {
        this.annex = annex;
        this.intake = intake;
        this.workTree = workTree;
    }

    /**
     * A file that is to be taken in.
     *
     * @param top of the working tree
     * @param path of the file
     * @param identity of it when this began
     */
    private record Source(Path top, Path path, FileIdentity identity) {
        boolean unchanged() throws IOException {
            return Optional.of(identity).equals(FileIdentity.of(path));
        }
    }

    private Source source(Path file) throws IOException {
        Path top = workTree.orElseThrow(() -> new StoreException("a bare repository has no files that could be added"));
        Optional<FileIdentity> identity = PlainFolders.leadTo(top, file) ? FileIdentity.of(file) : Optional.empty();
        return new Source(top, file, identity.orElseThrow(() -> new StoreException(file + " is no regular file here")));
    }

    /** Takes one in; see {@link wherry.api.store.ContentStore#ingest}. */
    Key run(Path file, String backend) throws StoreException {
        try {
            Source source = source(file);
            int mode = Sharing.mode(file);
            Path held = hold(file);
            boolean done = false;
            try {
                Key key = ingest(source, held, backend);
                done = true;
                return key;
            } finally {
                Files.deleteIfExists(held);
                if (!done && source.unchanged()) {
                    Sharing.setMode(file, mode);
                }
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot add " + file, e);
        }
    }

    /** Takes a copy of one in; see {@link wherry.api.store.ContentStore#ingestUnlocked}. */
    Key runUnlocked(Path file, String backend) throws StoreException {
        try {
            Source source = source(file);
            Path copy = copy(file);
            try {
                Sharing sharing = annex.options().sharing();
                sharing.freezeFile(copy);
                Key key = keyOf(copy, file, backend);
                ObjectPlace place = place(source, copy, key);
                add(copy, place, sharing);
                intake.announce(place, sharing);
                return key;
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot add " + file, e);
        }
    }

    /** Where the content is to be, if nothing speaks against it. */
    private ObjectPlace place(Source source, Path held, Key key) throws IOException {
        if (!source.unchanged() || Files.size(held) != source.identity().size()) {
            throw new StoreException(source.path() + " was changed while it was added; add it again");
        }
        ContentIntake.check(key, annex.options());
        return annex.objects()
                .target(key)
                .orElseThrow(() -> new StoreException("no file can have the name of the key " + key));
    }

    /** Returns whether it was there already. */
    private boolean add(Path held, ObjectPlace place, Sharing sharing) throws IOException {
        return annex.keys().with(place.name().fileName(), () -> {
            Optional<ObjectPlace> found = annex.objects().find(place.name().key());
            boolean there = found.isPresent() && annex.counts(found.get());
            if (!there) {
                annex.objects().add(held, place, sharing, true);
            }
            return there;
        });
    }

    private Key ingest(Source source, Path held, String backend) throws IOException {
        Path file = source.path();
        Sharing sharing = annex.options().sharing();
        sharing.freezeFile(held);
        Key key = keyOf(held, file, backend);
        ObjectPlace place = place(source, held, key);
        Path target = AnnexLink.target(source.top(), file, key).orElseThrow();
        boolean had = add(held, place, sharing);
        try {
            if (!source.unchanged()) {
                throw new StoreException(file + " was changed while it was added; add it again");
            }
            AnnexLink.replace(file, target, source.identity().modified(), annex.scratch(), sharing);
        } catch (IOException e) {
            if (!had) {
                takeBack(file, place, sharing);
            }
            throw e;
        }
        intake.announce(place, sharing);
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
        return copy(file, held);
    }

    private Path copy(Path file) throws IOException {
        Path copy = annex.scratch().name();
        annex.scratch().makeFolder(annex.options().sharing());
        return copy(file, copy);
    }

    private static Path copy(Path file, Path held) throws IOException {
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
        byte[] name = PathText.bytes(PathText.of(Objects.requireNonNull(file.getFileName())));
        return FileExtension.of(
                new String(name, StandardCharsets.ISO_8859_1),
                config.getInt("annex", "maxextensionlength", FileExtension.MAX_BYTES),
                config.getInt("annex", "maxextensions", FileExtension.MAX_EXTENSIONS));
    }
}
