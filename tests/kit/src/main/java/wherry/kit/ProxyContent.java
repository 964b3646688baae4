package wherry.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;

/**
 * Several contents as if they were one, by nothing but the contract that all of them keep: what is read comes from the first that has it,
 * what is stored goes to all in one pass, and what was stored or removed is told of each. Used by one thread.
 *
 * @param contents by the repositories that they are of
 */
public record ProxyContent(Map<AnnexUuid, Content> contents) implements Content {
    @Override
    public boolean present(Key key) throws IOException {
        for (Content content : contents.values()) {
            if (content.present(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset)
            throws IOException {
        for (Content content : contents.values()) {
            Optional<ContentReader> opened = content.read(key, file, reader, offset);
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }

    @Override
    public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws IOException {
        Map<AnnexUuid, IncomingContent> wanted = new LinkedHashMap<>();
        List<AnnexUuid> present = new ArrayList<>();
        for (Map.Entry<AnnexUuid, Content> content : contents.entrySet()) {
            Optional<IncomingContent> incoming =
                    content.getValue().receive(key, file, sender).incoming();
            incoming.ifPresentOrElse(into -> wanted.put(content.getKey(), into), () -> present.add(content.getKey()));
        }
        return wanted.isEmpty()
                ? new ContentOffer(Optional.empty(), present)
                : ContentOffer.wanted(new FanOut(wanted, new ArrayList<>(present)));
    }

    @Override
    public Optional<ContentLock> lock(Key key) throws IOException {
        for (Content content : contents.values()) {
            Optional<ContentLock> lock = content.lock(key);
            if (lock.isPresent()) {
                return lock;
            }
        }
        return Optional.empty();
    }

    @Override
    public ContentAnswer remove(Key key, OptionalLong before) throws IOException {
        List<AnnexUuid> gone = new ArrayList<>();
        for (Map.Entry<AnnexUuid, Content> content : contents.entrySet()) {
            if (content.getValue().remove(key, OptionalLong.empty()).done()) {
                gone.add(content.getKey());
            }
        }
        return new ContentAnswer(gone.size() == contents.size(), gone);
    }

    @Override
    public long timestamp() throws IOException {
        return contents.values().iterator().next().timestamp();
    }

    /** One pass into several; whoever fails is left out. */
    private record FanOut(Map<AnnexUuid, IncomingContent> into, List<AnnexUuid> stored) implements IncomingContent {
        @Override
        public long offset() {
            return into.values().stream()
                    .mapToLong(IncomingContent::offset)
                    .min()
                    .orElseThrow();
        }

        @Override
        public WritableByteChannel begin(long length) throws IOException {
            Map<AnnexUuid, WritableByteChannel> open = new LinkedHashMap<>();
            for (Map.Entry<AnnexUuid, IncomingContent> one : into.entrySet()) {
                open.put(one.getKey(), one.getValue().begin(length));
            }
            return new Copies(open, into);
        }

        @Override
        public ContentAnswer commit(boolean complete) {
            into.forEach((uuid, incoming) -> {
                try {
                    if (incoming.commit(complete).done()) {
                        stored.add(uuid);
                    }
                } catch (IOException e) {
                    incoming.close();
                }
            });
            return new ContentAnswer(!stored.isEmpty(), stored);
        }

        @Override
        public void close() {
            into.values().forEach(IncomingContent::close);
        }
    }

    /** Writes the same to all; the slowest is waited for, and fails alone. */
    private record Copies(Map<AnnexUuid, WritableByteChannel> open, Map<AnnexUuid, IncomingContent> into)
            implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            List<AnnexUuid> broken = new ArrayList<>();
            open.forEach((uuid, channel) -> {
                try {
                    channel.write(bytes.duplicate());
                } catch (IOException e) {
                    broken.add(uuid);
                }
            });
            for (AnnexUuid uuid : broken) {
                open.remove(uuid);
                Objects.requireNonNull(into.remove(uuid)).close();
            }
            if (open.isEmpty()) {
                throw new IOException("none is left to store it");
            }
            bytes.position(bytes.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return !open.isEmpty();
        }

        @Override
        public void close() {
            // Each belongs to its content.
        }
    }
}
