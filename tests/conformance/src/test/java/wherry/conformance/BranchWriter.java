package wherry.conformance;

import java.io.IOException;
import java.nio.file.Path;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.store.Repository;
import wherry.filelocks.PosixFileLocks;
import wherry.store.DirectoryRepositories;

/** A process of its own that records content in a repository, and says so on its standard output after each key. */
final class BranchWriter {
    private BranchWriter() {}

    /** The key of a number: of a shared sequence, so that several writers write to the same location logs. */
    static Key key(int number) {
        return Key.parse("WORM-s1-m1--written" + number).orElseThrow();
    }

    /**
     * Writes.
     *
     * @param arguments folder, UUID that has the content, first number, count, after how many to commit (0: when the store does)
     */
    public static void main(String[] arguments) throws IOException {
        AnnexUuid uuid = new AnnexUuid(arguments[1]);
        int first = Integer.parseInt(arguments[2]);
        int end = first + Integer.parseInt(arguments[3]);
        int batch = Integer.parseInt(arguments[4]);
        try (Repository repository = new DirectoryRepositories(new PosixFileLocks()).open(Path.of(arguments[0]))) {
            for (int i = first; i < end; i++) {
                repository.branch().setPresent(key(i), uuid, true);
                System.out.println(i);
                if (batch > 0 && i % batch == 0) {
                    repository.branch().commit();
                }
            }
        }
    }
}
