package wherry.api.wanted;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is known of a file.
 *
 * @param path from the top of the working tree, with slashes; empty if no file is meant, which no name matches
 * @param size of the file on the disk in bytes; empty if it is not there, and the key's size counts
 * @param mimeType for instance {@code text/plain}
 * @param mimeEncoding for instance {@code utf-8} or {@code binary}
 * @param numCopies that its gitattributes ask for
 */
public record FileFacts(
        Optional<String> path,
        OptionalLong size,
        Optional<String> mimeType,
        Optional<String> mimeEncoding,
        OptionalInt numCopies) {
    /** No file. */
    public static final FileFacts NONE = new FileFacts(
            Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    /**
     * An annexed file.
     *
     * @param path as above
     * @return with nothing else known of it
     */
    public static FileFacts named(String path) {
        return new FileFacts(
                Optional.of(path), OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /**
     * The same on the disk.
     *
     * @param bytes of content
     * @return a new record
     */
    public FileFacts sized(long bytes) {
        return new FileFacts(path, OptionalLong.of(bytes), mimeType, mimeEncoding, numCopies);
    }

    /**
     * The same with what gitattributes ask for.
     *
     * @param copies asked for; empty if none are
     * @return a new record
     */
    public FileFacts withNumCopies(OptionalInt copies) {
        return new FileFacts(path, size, mimeType, mimeEncoding, copies);
    }
}
