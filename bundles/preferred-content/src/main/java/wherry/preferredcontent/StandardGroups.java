package wherry.preferredcontent;

import java.util.Optional;

/** What the standard groups want. SOURCE: as {@code git annex vicfg} of 10.20261026 shows it. */
final class StandardGroups {
    private static final String LACKING = " or approxlackingcopies=1";
    private static final String ARCHIVE = "(not (copies=archive:1 or copies=smallarchive:1))" + LACKING;
    private static final String CLIENT = "(include=* and ((exclude=*/archive/* and exclude=archive/*) or "
            + "(not (copies=archive:1 or copies=smallarchive:1))))" + LACKING;

    private StandardGroups() {}

    /** Empty if the group is no standard one. */
    static Optional<String> expression(String group) {
        return switch (group) {
            case "client" -> Optional.of(CLIENT);
            case "transfer" ->
                Optional.of("(not (inallgroup=client and copies=client:2) and (" + CLIENT + "))" + LACKING);
            case "backup" -> Optional.of("anything");
            case "incrementalbackup" ->
                Optional.of("((not copies=backup:1) and (not copies=incrementalbackup:1))" + LACKING);
            case "smallarchive" ->
                Optional.of("((include=*/archive/* or include=archive/*) and (" + ARCHIVE + "))" + LACKING);
            case "archive" -> Optional.of(ARCHIVE);
            case "source" -> Optional.of("not (copies=1)");
            case "manual" -> Optional.of("present and (" + CLIENT + ")");
            case "public" -> Optional.of("inpreferreddir");
            case "unwanted" -> Optional.of("not anything");
            default -> Optional.empty();
        };
    }
}
