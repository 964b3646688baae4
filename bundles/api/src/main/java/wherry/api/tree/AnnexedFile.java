package wherry.api.tree;

import wherry.api.annex.Key;

/**
 * A file in git's index whose content is in the annex.
 *
 * @param where it is
 * @param key of its content
 * @param locked whether it is a link, rather than a pointer that is replaced by the content
 * @param there whether the working tree has anything at its place; else it was deleted or moved, or is left out
 */
public record AnnexedFile(TreeFile where, Key key, boolean locked, boolean there) {}
