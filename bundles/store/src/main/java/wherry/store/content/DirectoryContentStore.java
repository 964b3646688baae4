package wherry.store.content;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.store.ContentCheck;
import wherry.api.store.ContentStore;
import wherry.store.file.Sharing;
import wherry.store.file.StoreFailures;
import wherry.store.file.UptimeClock;
import wherry.store.format.ObjectPlace;
import wherry.store.transfer.TransferLog;

/** The content of an annex in its object files. */
public final class DirectoryContentStore implements ContentStore {
    private final Annex annex;
    private final TransferLog transfers;
    private final ContentLocks locks;
    private final ContentIntake intake;
    private final Removals removals;
    private final Ingestion ingestion;
    private final ContentInspection inspection;

    public DirectoryContentStore(
            Annex annex,
            TransferLog transfers,
            ContentLocks locks,
            ContentIntake intake,
            Removals removals,
            Ingestion ingestion,
            ContentInspection inspection) {
        this.annex = annex;
        this.transfers = transfers;
        this.locks = locks;
        this.intake = intake;
        this.removals = removals;
        this.ingestion = ingestion;
        this.inspection = inspection;
    }

    @Override
    public boolean present(Key key) throws StoreException {
        try {
            Optional<ObjectPlace> place = annex.objects().find(key);
            return place.isPresent() && locks.undisturbed(place.get()) && annex.counts(place.get());
        } catch (IOException e) {
            throw StoreFailures.of("cannot tell whether the content of " + key + " is present", e);
        }
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid peer, long offset)
            throws StoreException {
        try {
            Optional<ObjectPlace> place = annex.objects().find(key);
            if (place.isEmpty() || !annex.counts(place.get())) {
                return Optional.empty();
            }
            Optional<ContentHash> suspicion = annex.unprotected().suspicion(place.get());
            Sharing sharing = annex.options().sharing();
            return FileContentReader.open(
                    place.get().file(),
                    offset,
                    () -> transfers.upload(place.get().name(), file, peer, sharing),
                    suspicion);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailures.of("cannot read the content of " + key, e);
        }
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws StoreException {
        return intake.prepare(key, file, sender).map(ContentOffer::wanted).orElse(ContentOffer.PRESENT);
    }

    @Override
    public Optional<ContentLock> lock(Key key) throws StoreException {
        return locks.lock(key);
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) throws StoreException {
        return ContentAnswer.of(removals.remove(key, before));
    }

    @Override
    public long timestamp() throws StoreException {
        return UptimeClock.seconds();
    }

    @Override
    public Key ingest(Path file, String backend) throws StoreException {
        return ingestion.run(file, backend);
    }

    @Override
    public Key ingestUnlocked(Path file, String backend) throws StoreException {
        return ingestion.runUnlocked(file, backend);
    }

    @Override
    public void fill(Key key) throws StoreException {
        intake.fill(key);
    }

    @Override
    public ContentCheck check(Key key, boolean hash) throws StoreException {
        return inspection.check(key, hash);
    }

    @Override
    public Optional<Path> quarantine(Key key) throws StoreException {
        return inspection.quarantine(key);
    }
}
