package wherry.pairing;

import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wherry.api.annex.ServeMode;

/** Rights as an argument. */
final class RightsWord implements ITypeConverter<ServeMode>, Iterable<String> {
    /** What users can choose from. */
    static final String CHOICE = "read-write, no-push, append-only or read-only";

    @Override
    public ServeMode convert(String word) {
        return ServeMode.of(word)
                .orElseThrow(
                        () -> new TypeConversionException("there are no rights \"" + word + "\"; there are " + CHOICE));
    }

    @Override
    public Iterator<String> iterator() {
        return Stream.of(ServeMode.values()).map(ServeMode::word).iterator();
    }
}
