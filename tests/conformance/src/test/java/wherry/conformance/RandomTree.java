package wherry.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Spoils a working tree the way users, editors and other programs do, as a script for bash: what a seed does can be read, and run by
 * hand. The tree is one that {@link DifferentialBase} made.
 */
final class RandomTree {
    private static final int MOST_STEPS = 9;
    private static final List<String> COMMANDS =
            List.of("add", "add", "add", "add", "fsck", "fsck", "get", "get", "drop", "copy", "whereis", "init");

    /** For bash; new ones, some of them such that few programs like them. */
    private static final List<String> NEW = List.of(
            "new.txt",
            "$'b c.tar.gz'",
            "./-dash",
            "$'new\\nline.nl'",
            "$'tab\\there'",
            "$'quote\"back\\\\slash'",
            "$'\\303\\274\\342\\230\\203.JPG'",
            "$'caf\\351.bin'",
            "$'deep/\\377/in.txt'",
            ".hidden",
            "deep/.dot/file",
            "deep/er/new.mp3",
            "$'[glob]*?.dat'",
            "$' lead'",
            "many.dots.x.y",
            "big.c++",
            "small.md",
            "ignored.o",
            "$'&%:percent'");

    private final Random random;
    private final long seed;
    private final String command;
    private int contents;
    private String arguments = "";

    RandomTree(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.command = any(COMMANDS);
    }

    /** What is done to the tree before both programs see it. */
    List<String> spoil() {
        List<String> script = new ArrayList<>();
        script.addAll(settings());
        if (oneIn(8) && !List.of("add", "init").contains(command)) {
            // Where files are not kept as the command would add them, ours adds none, and says so.
            script.add("git annex adjust -q --" + any(List.of("unlock", "lock", "fix", "hide-missing")));
        }
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            script.addAll(step());
        }
        if (command.equals("init")) {
            script.addAll(beforeInit());
        }
        arguments = command + options(command) + operands(command);
        return script;
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String known() {
        return any(DifferentialBase.FILES);
    }

    private String annexed() {
        return any(DifferentialBase.ANNEXED);
    }

    /** Content that no other step of any seed has. */
    private String content() {
        String text = "seed " + seed + " content " + contents++;
        return oneIn(6) ? "printf ''" : oneIn(3) ? "yes '" + text + "' | head -c 5000" : "echo '" + text + "'";
    }

    private List<String> settings() {
        List<String> lines = new ArrayList<>();
        String name = any(List.of("largefiles", "dotfiles", "addunlocked", "addsmallfiles"));
        if (oneIn(2)) {
            lines.add("git config annex." + name + " '" + value(name) + "'");
        }
        name = any(List.of("largefiles", "dotfiles", "addunlocked"));
        if (oneIn(3)) {
            lines.add("git annex config --set annex." + name + " '" + value(name) + "'");
        }
        if (oneIn(6)) {
            lines.add("git config annex.thin true");
        }
        if (oneIn(8)) {
            lines.add("echo '*.txt annex.backend=" + any(List.of("SHA1", "MD5E", "SHA512E", "BLAKE2B256E"))
                    + "' >> .gitattributes");
        }
        if (oneIn(8)) {
            lines.add("git annex numcopies " + (1 + random.nextInt(3)));
        }
        return lines;
    }

    private String value(String name) {
        return switch (name) {
            case "largefiles" ->
                any(List.of(
                        "largerthan=1kb",
                        "include=*.txt",
                        "exclude=*.md",
                        "nothing",
                        "anything",
                        "(include=deep/* and not largerthan=2kb) or include=*.bin",
                        "largerthan=1kb or include=*[0-9]*"));
            case "addunlocked" -> any(List.of("true", "false", "include=*.txt", "largerthan=1kb"));
            default -> any(List.of("true", "false"));
        };
    }

    private List<String> step() {
        return switch (random.nextInt(27)) {
            case 0, 1, 2, 3 -> created(any(NEW));
            case 4 -> List.of("mkfifo pipe");
            case 5 -> List.of("perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local=>\"sock\",Listen=>1) or die'");
            case 6 -> edited(known());
            case 7 -> List.of("rm -f " + known());
            case 8 -> moved(annexed());
            case 9 -> List.of("rm -f " + "intent", content() + " > intent", "git add -N intent");
            case 10 -> conflict(annexed());
            case 11 -> List.of("git rm -q --cached " + annexed());
            case 12 -> List.of("git sparse-checkout set --no-cone '/*' '!/deep/'");
            case 13 -> List.of("git update-index --skip-worktree " + known());
            case 14 -> replaced(annexed());
            case 15 -> List.of("git annex unlock " + annexed());
            case 16 -> List.of("chmod +x " + known());
            case 17 -> List.of("cp -a " + annexed() + " deep/er/copied");
            case 18 -> List.of("ln -s " + any(List.of("nowhere", "plain", "/etc/passwd", "deep")) + " alink");
            case 19 -> pointer();
            case 20 -> List.of("git annex drop --force -q " + annexed());
            case 21 -> List.of("git init -q inner", content() + " > inner/file");
            case 22 -> spoiltObject(annexed());
            case 23 -> List.of("touch " + known());
            case 24 -> committed(any(NEW));
            case 25 -> List.of(submodule());
            default -> List.of("git annex add -q --force-large " + quietly(any(NEW)));
        };
    }

    private static String quietly(String file) {
        return file + " </dev/null";
    }

    private static String folder(String file) {
        return "mkdir -p -- \"$(dirname -- " + file + ")\"";
    }

    private List<String> created(String file) {
        List<String> lines = new ArrayList<>(List.of(folder(file), content() + " > " + file));
        if (oneIn(6)) {
            lines.add("chmod +x -- " + file);
        }
        return lines;
    }

    private List<String> committed(String file) {
        List<String> lines = new ArrayList<>(created(file));
        lines.add("git annex add -q -- " + file);
        lines.add("git commit -q -m more -- " + file);
        return lines;
    }

    private String submodule() {
        return any(List.of(
                "rm -rf submodule",
                "rm -f submodule/plain",
                "echo changed >> submodule/plain",
                content() + " > submodule/new",
                "git -C submodule rm -q plain",
                "git -C submodule commit -q --allow-empty -m more",
                "git submodule --quiet deinit -f submodule"));
    }

    /** As editors do it: a new file in the place of the old one. */
    private List<String> edited(String file) {
        return List.of(content() + " > edited.tmp", "rm -rf -- " + file, "mv edited.tmp " + file);
    }

    private List<String> moved(String file) {
        String to = any(List.of("moved", "deep/moved", "deep/er/moved.txt"));
        return List.of(oneIn(3) ? "git mv " + file + " " + to : "mv " + file + " " + to);
    }

    private List<String> replaced(String file) {
        return List.of("rm -rf -- " + file, oneIn(2) ? "mkdir " + file : "ln -s elsewhere " + file);
    }

    private List<String> conflict(String file) {
        return List.of(
                "entry=\"$(git ls-files -s -- " + file + ")\"; mode=${entry%% *}; rest=${entry#* }; id=${rest%% *}",
                "other=$(echo other | git hash-object -w --stdin)",
                "git update-index --force-remove -- " + file,
                "printf '%s %s 1\\t%s\\n%s %s 2\\t%s\\n%s %s 3\\t%s\\n' $mode $id " + file + " $mode $id " + file
                        + " $mode $other " + file + " | git update-index --index-info");
    }

    private List<String> pointer() {
        String key = "$(git annex lookupkey " + annexed() + ")";
        return List.of(
                oneIn(2)
                        ? "echo /annex/objects/" + key + " > deep/pointer"
                        : "ln -s .git/annex/objects/xx/yy/" + key + "/" + key + " deep/wrong");
    }

    private List<String> spoiltObject(String file) {
        return List.of(
                "object=$(git annex contentlocation $(git annex lookupkey " + file + "))",
                "[ -z \"$object\" ] || { chmod u+w $object; " + any(List.of("echo spoilt > ", "printf X >> "))
                        + "$object; chmod a-w $object; }");
    }

    /** A repository that is no annex yet, new or a clone, around the files that are there. */
    private List<String> beforeInit() {
        List<String> lines = new ArrayList<>(List.of("rm -rf .git submodule inner", "git init -q -b main"));
        if (oneIn(2)) {
            lines.add("git fetch -q ../base main git-annex:refs/remotes/origin/git-annex");
            lines.add("git reset -q FETCH_HEAD");
        }
        if (oneIn(2)) {
            lines.add("git add plain .gitignore; git commit -q -m new");
        }
        return lines;
    }

    /** What the real git-annex is to do. */
    String real(String peer) {
        return "git annex " + arguments.replace("PEER", peer);
    }

    /** The same for Wherry. */
    String ours(String program, String peer) {
        return program + (command.equals("init") ? " " : " annex ") + arguments.replace("PEER", peer);
    }

    private String options(String which) {
        return switch (which) {
            case "fsck" -> oneIn(2) ? " --fast" : "";
            case "copy" -> oneIn(2) ? " --to PEER" : " --from PEER";
            case "get" -> oneIn(4) ? " --from PEER" : "";
            case "drop" -> oneIn(4) ? " --force" : oneIn(3) ? " --from PEER" : "";
            case "add" -> oneIn(6) ? " --no-check-gitignore" : "";
            default -> "";
        };
    }

    private String operands(String which) {
        if (which.equals("init")) {
            return oneIn(2) ? " 'a description'" : "";
        }
        if (oneIn(2)) {
            return oneIn(4) ? " ." : "";
        }
        List<String> words = new ArrayList<>(List.of(" --"));
        int number = 1 + random.nextInt(3);
        for (int i = 0; i < number; i++) {
            words.add(operand(which));
        }
        return String.join(" ", words);
    }

    /** None that is no UTF-8: git-annex leaves such bytes out, and works on the file that is called what is left. */
    private String operand(String which) {
        String word =
                which.equals("add") && oneIn(2) ? any(NEW) : oneIn(6) ? any(List.of("deep", "pipe", "gone")) : known();
        return word.contains("\\351") || word.contains("\\377") ? "deep" : word;
    }
}
