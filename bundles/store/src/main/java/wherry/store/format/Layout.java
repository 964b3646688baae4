package wherry.store.format;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.Key;

/**
 * Where an annex keeps its files.
 *
 * @param annex the folder {@code annex} in the git directory, absolute and real
 * @param bare whether the repository is bare, which puts its objects elsewhere
 */
public record Layout(Path annex, boolean bare) {
    /**
     * The places where the object file of a key may be.
     *
     * @return the place where it is to be written first; empty if no path can be made of the key
     */
    public List<ObjectPlace> objects(Key key) {
        Optional<KeyName> name = KeyName.of(key);
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            ObjectPlace mixed = object(name.get(), name.get().mixed());
            ObjectPlace lower = object(name.get(), name.get().lower());
            return bare ? List.of(lower, mixed) : List.of(mixed, lower);
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private ObjectPlace object(KeyName name, String hash) {
        String file = name.fileName();
        return new ObjectPlace(name, annex.resolve("objects/" + hash + "/" + file + "/" + file));
    }

    public Path tmp(KeyName name) {
        return annex.resolve("tmp/" + name.fileName());
    }

    public Path bad(KeyName name) {
        return annex.resolve("bad/" + name.fileName());
    }

    public Path transfers() {
        return annex.resolve("transfer");
    }

    /** Where git looks for hooks unless told otherwise. */
    public Path hooks() {
        return annex.resolveSibling("hooks");
    }

    public Path credentials() {
        return annex.resolve("creds");
    }

    /** For files on their way to elsewhere in the annex by a rename; nobody else looks into it or empties it. */
    public Path scratch() {
        return annex.resolve("wherry/tmp");
    }
}
