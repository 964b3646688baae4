package wherry.api.command;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** What all commands show their callers in the same form. Thread-safe, but not what it returns. */
@ProviderType
public interface Display {
    /**
     * Prints an object of JSON as one line of standard output.
     *
     * @param line taken as it is now
     */
    void json(JsonLine line);

    /**
     * Shows progress on a line of standard error that is redrawn and in the end wiped; nothing where that is no terminal.
     *
     * @param what the user waits for, without control characters
     * @param size of all content in bytes, if that is known
     * @return owned by the caller
     */
    Progress progressLine(String what, OptionalLong size);

    /**
     * Prints progress as objects of JSON with git-annex's names, now and then and in the end.
     *
     * @param action what is done, as it will be told when it is done
     * @param size of all content in bytes, if that is known
     * @return owned by the caller
     */
    Progress progressObjects(JsonLine action, OptionalLong size);

    /**
     * Shows nothing, and only counts.
     *
     * @return owned by the caller
     */
    Progress noProgress();
}
