package wherry.preferredcontent;

import wherry.api.wanted.Verdict;

/** Whether a file lies in a folder of that name, wherever that lies. SOURCE: git-annex looks at the nearest folder only. */
final class PreferredDirectory {
    private PreferredDirectory() {}

    static Term term(String directory) {
        return Term.of(facts -> facts.file()
                .path()
                .map(path -> Verdict.of(nearest(path).equals(directory)))
                .orElse(Verdict.NO));
    }

    /** Empty for a file at the top. */
    private static String nearest(String path) {
        int end = path.lastIndexOf('/');
        return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
