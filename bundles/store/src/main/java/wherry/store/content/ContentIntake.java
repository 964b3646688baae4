package wherry.store.content;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentBusyException;
import wherry.api.content.IncomingContent;
import wherry.store.branch.JournalledBranch;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.format.ObjectPlace;
import wherry.store.transfer.Leftovers;
import wherry.store.transfer.Transfer;
import wherry.store.transfer.TransferLog;
import wherry.store.unlocked.PointerFiles;

/** Lets content come into the annex. */
public final class ContentIntake {
    private final Annex annex;
    private final TransferLog transfers;
    private final JournalledBranch branch;
    private final PointerFiles pointers;
    private final Leftovers partial;
    private final DiskSpace space;

    /** @param partial is told of content that did not come to its end */
    public ContentIntake(
            Annex annex,
            TransferLog transfers,
            JournalledBranch branch,
            PointerFiles pointers,
            Leftovers partial,
            DiskSpace space) {
        this.annex = annex;
        this.transfers = transfers;
        this.branch = branch;
        this.pointers = pointers;
        this.partial = partial;
        this.space = space;
    }

    /** Gets ready to receive; empty if the content is here already. */
    Optional<IncomingContent> prepare(Key key, AssociatedFile file, AnnexUuid peer) throws StoreException {
        AnnexOptions options = annex.options();
        if (here(key)) {
            return Optional.empty();
        }
        check(key, options);
        branch.requireWritable();
        ObjectPlace place = annex.objects()
                .target(key)
                .orElseThrow(() -> new StoreException("no file can have the name of the key " + key));
        try {
            Transfer transfer = transfers
                    .download(place.name(), file, peer, options.sharing())
                    .orElseThrow(
                            () -> new ContentBusyException("the content of " + key + " is being received already"));
            Optional<IncomingContent> arrival = Optional.empty();
            try {
                arrival = open(place, transfer, options);
                return arrival;
            } finally {
                if (arrival.isEmpty()) {
                    transfer.abandoned();
                }
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot receive the content of " + key, e);
        }
    }

    private boolean here(Key key) throws StoreException {
        try {
            Optional<ObjectPlace> found = annex.objects().find(key);
            return found.isPresent() && annex.counts(found.get());
        } catch (IOException e) {
            throw StoreFailures.of("cannot tell whether the content of " + key + " is present", e);
        }
    }

    /** Refuses keys that are not to come in. */
    static void check(Key key, AnnexOptions options) throws StoreException {
        if (options.secureHashesOnly() && !ContentHash.secure(key)) {
            throw new StoreException("annex.securehashesonly keeps " + key + " out: its backend is not secure");
        }
        if (options.verifiableOnly() && ContentHash.of(key).isEmpty()) {
            throw new StoreException(
                    "wherry.verifiablekeysonly keeps " + key + " out: its content cannot be checked against it");
        }
    }

    private Optional<IncomingContent> open(ObjectPlace place, Transfer transfer, AnnexOptions options)
            throws IOException {
        Key key = place.name().key();
        if (here(key)) {
            // It came while the lock of the transfer was waited for.
            return Optional.empty();
        }
        Path tmp = annex.layout().tmp(place.name());
        IncomingFile file = openFile(tmp, key, options);
        boolean done = false;
        try {
            boolean unsized = key.size().isEmpty();
            long wanted = Math.max(0, key.size().orElse(0) - file.offset());
            if (unsized || wanted > Leftovers.WORTH_A_LINE) {
                partial.addUnfinished(tmp, options.sharing());
            }
            DiskSpace.Watch watch = space.watch(unsized, options.diskReserve());
            if (unsized) {
                space.require(DiskSpace.STEP, options.diskReserve());
            } else {
                space.promise(wanted, options.diskReserve());
            }
            done = true;
            return Optional.of(new AnnexIncomingContent(this, place, file, transfer, options, watch, wanted));
        } finally {
            if (!done) {
                file.giveUp();
            }
        }
    }

    /** Content that did not come to its end is there to go on from. */
    void left(Path file, Sharing sharing) throws IOException {
        partial.add(file, sharing);
    }

    private static IncomingFile openFile(Path tmp, Key key, AnnexOptions options) throws IOException {
        boolean existed = tmp.toFile().exists();
        IncomingFile file;
        try {
            file = IncomingFile.open(tmp, key, options.verify());
        } catch (NoSuchFileException e) {
            new RepositoryFolders(options.sharing()).make(Objects.requireNonNull(tmp.getParent()));
            file = IncomingFile.open(tmp, key, options.verify());
        }
        if (!existed) {
            options.sharing().adoptFile(tmp);
        }
        return file;
    }

    /** Makes verified content present, and says so. */
    void keep(Path file, ObjectPlace place, Sharing sharing) throws IOException {
        annex.keys().with(place.name().fileName(), () -> {
            annex.objects().add(file, place, sharing, place.present() && !annex.counts(place));
            // Before anybody can remove it: the log would end with what happened first.
            announce(place, sharing);
            return true;
        });
    }

    /** Puts content that is here into the unlocked files that wait for it. */
    void fill(Key key) throws StoreException {
        try {
            Optional<ObjectPlace> found = annex.objects().find(key);
            if (found.isPresent() && annex.counts(found.get())) {
                pointers.fill(found.get(), annex.options().sharing());
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot fill the files with the content of " + key, e);
        }
    }

    /** Tells whoever waits for content, and the location log, that it is here. */
    void announce(ObjectPlace place, Sharing sharing) throws IOException {
        pointers.fill(place, sharing);
        branch.setPresent(place.name().key(), annex.uuid(), true);
    }

    StoreCounters counters() {
        return annex.counters();
    }

    /** Space that was promised and is used now, or will not be. */
    void settle(long bytes) {
        space.settle(bytes);
    }
}
