package wherry.store.create;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.store.file.RepositoryFolders;
import wherry.store.file.Sharing;

/**
 * The hooks by which git calls git-annex.
 *
 * @param folder where git looks for them
 * @param gitAnnexInstalled whether to write them just as git-annex does: without it, git could neither commit nor check out
 */
record Hooks(Path folder, boolean gitAnnexInstalled, Sharing sharing) {
    private static final String HEAD = "#!/bin/sh\n# automatically configured by git-annex\n";
    private static final Hook PRE_PUSH = Hook.optional("pre-push");
    // SOURCE: git annex init of 10.20261026.
    private static final List<Hook> OF_WORK_TREE = List.of(
            new Hook("pre-commit", "git annex pre-commit ."),
            Hook.optional("post-receive"),
            new Hook("post-checkout", "git annex smudge --update"),
            new Hook("post-merge", "git annex smudge --update"),
            PRE_PUSH);

    /**
     * One hook.
     *
     * @param name of its file
     * @param command as git-annex writes it
     */
    private record Hook(String name, String command) {
        static Hook optional(String name) {
            return new Hook(name, "if git annex " + name + " --help >/dev/null 2>&1; then git annex " + name + "; fi");
        }

        String exact() {
            return HEAD + command + "\n";
        }

        /** The same where git-annex may be missing. */
        String guarded() {
            return command.startsWith("if ")
                    ? exact()
                    : HEAD + "if command -v git-annex >/dev/null 2>&1; then " + command + "; fi\n";
        }
    }

    /**
     * Writes what is missing.
     *
     * @return what is somebody else's and stays
     */
    List<String> write(boolean bare) throws IOException {
        new RepositoryFolders(sharing).make(folder);
        List<String> warnings = new ArrayList<>();
        for (Hook hook : bare ? List.of(PRE_PUSH) : OF_WORK_TREE) {
            write(hook).ifPresent(warnings::add);
        }
        return warnings;
    }

    private Optional<String> write(Hook hook) throws IOException {
        Path file = folder.resolve(hook.name());
        String wanted = gitAnnexInstalled ? hook.exact() : hook.guarded();
        if (Files.exists(file)) {
            String there = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (there.equals(wanted)) {
                return Optional.empty();
            }
            boolean ours = Set.of(hook.exact(), hook.guarded()).contains(there);
            if (!ours || !gitAnnexInstalled) {
                return ours
                        ? Optional.empty()
                        : Optional.of(hook.name() + " hook (" + file + ") already exists, not configuring");
            }
        }
        Path fresh = file.resolveSibling(hook.name() + ".wherry-new");
        Files.writeString(
                fresh,
                wanted,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        makeExecutable(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return Optional.empty();
    }

    /** For all who may read it. */
    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        modes.add(PosixFilePermission.OWNER_EXECUTE);
        if (modes.contains(PosixFilePermission.GROUP_READ)) {
            modes.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (modes.contains(PosixFilePermission.OTHERS_READ)) {
            modes.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, modes);
    }
}
