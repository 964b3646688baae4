package wherry.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the manifest of a built bundle says. */
record BuiltBundle(String symbolicName, Path jar, Map<String, String> headers) {
    /** What the names of the api's bundles and packages begin with. */
    static final String API = "wherry.api.";

    /** All subjects of the api in one, for compiling. */
    static final String NO_BUNDLE = "wherry.api.jar";

    private static final Pattern QUOTED_OR_NOT = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");
    private static final Pattern VERSION = Pattern.compile(";\\s*version=\"?([^\";]+)\"?");

    /** All bundles of this project, as the build has just made them. */
    static List<BuiltBundle> all() {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("wherry.test.bundles")))) {
            return jars.filter(jar -> !jar.endsWith(NO_BUNDLE))
                    .sorted()
                    .map(BuiltBundle::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BuiltBundle read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(JarFile.MANIFEST_NAME))) {
            Map<String, String> headers = new LinkedHashMap<>();
            new Manifest(in)
                    .getMainAttributes()
                    .forEach((name, value) -> headers.put(name.toString(), value.toString()));
            return new BuiltBundle(headers.getOrDefault("Bundle-SymbolicName", jar + " without a name"), jar, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The packages of a header, each with its version; without one, an empty text. */
    Map<String, String> packages(String header) {
        Map<String, String> packages = new LinkedHashMap<>();
        for (String clause : clauses(headers.getOrDefault(header, ""))) {
            Matcher version = VERSION.matcher(clause);
            packages.put(clause.split(";", 2)[0].strip(), version.find() ? version.group(1) : "");
        }
        return packages;
    }

    private static List<String> clauses(String value) {
        List<String> clauses = new ArrayList<>();
        Matcher m = QUOTED_OR_NOT.matcher(value);
        while (m.find()) {
            clauses.add(m.group());
        }
        return clauses;
    }

    @Override
    public String toString() {
        return symbolicName;
    }
}
