package wherry.store.branch;

import org.eclipse.jgit.lib.ObjectId;

/**
 * An object that a git repository may lack.
 *
 * @param id its name
 * @param type git's number of it
 * @param content not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record NewObject(ObjectId id, int type, byte[] content) {}
