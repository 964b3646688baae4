package wherry.store.branch;

import wherry.api.annex.StoreException;

/** A branch of somebody else is not merged: it has what no git-annex branch has, or too much of it. */
final class RefusedBranchException extends StoreException {
    private static final long serialVersionUID = 1L;

    RefusedBranchException(String message) {
        super(message);
    }
}
