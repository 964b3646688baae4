package wherry.annexcommands;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import wherry.api.annex.StoreException;
import wherry.api.store.Repository;

/**
 * How many copies there have to be.
 *
 * @param wanted how many other copies must be proved before one is dropped
 * @param locked how many of these must be sure to stay meanwhile
 */
record NumCopies(int wanted, int locked) {
    private static final int DEFAULT = 1;

    /** The larger demands of two. */
    NumCopies and(NumCopies other) {
        return new NumCopies(Math.max(wanted, other.wanted), Math.max(locked, other.locked));
    }

    /**
     * What the user, attributes, the branch and the configuration demand, in this order.
     *
     * @param repository that is worked in
     * @param numCopies of the command line
     * @param minCopies of the command line
     */
    record Rules(Repository repository, OptionalInt numCopies, OptionalInt minCopies) {
        NumCopies of(Map<String, String> attributes) throws StoreException {
            int least = Math.max(
                    1,
                    first(
                                    minCopies,
                                    attributes.get("annex.mincopies"),
                                    repository.branch().minCopies())
                            .orElse(DEFAULT));
            return new NumCopies(Math.max(wanted(attributes), least), least);
        }

        /** How many copies there should be, whatever must be proved. */
        int wanted(Map<String, String> attributes) throws StoreException {
            OptionalInt set = first(
                    numCopies,
                    attributes.get("annex.numcopies"),
                    repository.branch().numCopies());
            return set.isPresent() ? set.getAsInt() : configured();
        }

        private int configured() throws StoreException {
            return number(repository.settings().value("annex.numcopies").orElse(""))
                    .orElse(DEFAULT);
        }

        private static OptionalInt first(OptionalInt option, @Nullable String attribute, OptionalInt recorded) {
            if (option.isPresent()) {
                return option;
            }
            OptionalInt set = number(Optional.ofNullable(attribute).orElse(""));
            return set.isPresent() ? set : recorded;
        }

        private static OptionalInt number(String text) {
            try {
                return OptionalInt.of(Integer.parseInt(text.strip()));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        }
    }
}
