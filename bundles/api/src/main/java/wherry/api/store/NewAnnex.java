package wherry.api.store;

import java.util.Optional;

/**
 * What annex is to be made of a repository.
 *
 * @param description of this copy, for people; empty keeps the one that it has, or makes {@code user@host:path}
 * @param git what git repository to make if the folder is in none
 * @param gitAnnexInstalled whether git-annex is there for git's hooks to call; else they are made to do without it, since
 *     git would refuse to commit
 */
public record NewAnnex(Optional<String> description, NewGit git, boolean gitAnnexInstalled) {
    /** What git repository to make. */
    public enum NewGit {
        /** None: there has to be one. */
        NONE,
        /** One with a working tree. */
        WITH_WORK_TREE,
        /** One without. */
        BARE
    }

    /** @throws IllegalArgumentException if the description is not one line */
    public NewAnnex {
        if (description.isPresent() && description.get().chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("a description is one line");
        }
    }
}
