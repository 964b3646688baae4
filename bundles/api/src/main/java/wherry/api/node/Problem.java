package wherry.api.node;

/**
 * Something that the user should see to.
 *
 * @param subject what it is about, as lists name it: the symbolic name of a bundle, or a file's name
 * @param sentence what is wrong and what to do, without control characters, on one line
 */
public record Problem(String subject, String sentence) {
    /**
     * As it stands in the log and in {@code wherry status}.
     *
     * @return one line
     */
    public String line() {
        return subject + ": " + sentence;
    }
}
