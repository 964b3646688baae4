package wherry.store.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentSource;
import wherry.api.content.IncomingContent;
import wherry.api.store.ContentFiles;
import wherry.api.store.Lookup;
import wherry.store.file.StoreFailures;
import wherry.store.format.FileExtension;
import wherry.store.git.Discovery;
import wherry.store.git.GitSettings;
import wherry.store.git.NodeLookup;
import wherry.store.git.ProtectedConfiguration;
import wherry.store.transfer.Transfer;

/** Content in files that the user names. */
@Component
public final class PlainContentFiles implements ContentFiles {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Holds nothing. */
    @Activate
    public PlainContentFiles() {}

    @Override
    public ContentSource source(Path file) {
        return offset -> {
            try {
                return FileContentReader.open(file.toRealPath(), offset, Transfer::unlogged, Optional.empty());
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw StoreFailures.of("cannot read " + file, e);
            }
        };
    }

    @Override
    public IncomingContent incoming(Key key, Path file) throws StoreException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        long reserve = reserve(folder);
        DiskSpace space = new DiskSpace(folder);
        try {
            IncomingFile part = IncomingFile.open(partial, key, true);
            boolean open = false;
            try {
                boolean unsized = key.size().isEmpty();
                space.require(unsized ? DiskSpace.STEP : Math.max(0, key.size().getAsLong() - part.offset()), reserve);
                open = true;
                return new PlainIncomingContent(file, part, space.watch(unsized, reserve));
            } finally {
                if (!open) {
                    part.giveUp();
                }
            }
        } catch (IOException e) {
            throw StoreFailures.of("cannot write " + partial, e);
        }
    }

    /** What is to stay free: as the repository says that the file is in, or else the user. */
    private static long reserve(Path folder) throws StoreException {
        Lookup where = NodeLookup.of(folder);
        try {
            return AnnexOptions.diskReserve(new GitSettings(Discovery.find(where), where.environment()).current());
        } catch (StoreException e) {
            // It is in none, or in one that does not count.
            return AnnexOptions.diskReserve(new ProtectedConfiguration(where.environment()).read());
        }
    }

    @Override
    public Key keyOf(Path file) throws StoreException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long size = 0;
            while (channel.read(buffer) >= 0) {
                size += buffer.flip().remaining();
                hash.update(buffer);
                buffer.clear();
            }
            String name = HexFormat.of().formatHex(hash.digest()) + extension(file);
            return new Key(
                    "SHA256E",
                    OptionalLong.of(size),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    name);
        } catch (IOException e) {
            throw StoreFailures.of("cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String extension(Path file) {
        Path name = file.getFileName();
        byte[] bytes = (name == null ? "" : name.toString()).getBytes(StandardCharsets.UTF_8);
        return FileExtension.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
