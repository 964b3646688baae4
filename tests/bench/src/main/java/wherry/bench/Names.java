package wherry.bench;

/** What the lines of the table are called. */
record Names(Sizes sizes) {
    String start() {
        return "start to first AUTH-SUCCESS";
    }

    String memoryIdle() {
        return "memory (RSS) after start";
    }

    String memoryClients() {
        return "memory (RSS) with " + sizes.idleClients() + " idle clients";
    }

    String memoryAll() {
        return "memory (PSS) then, with the networks' programs";
    }

    String memoryAfter() {
        return "memory (RSS) after all of the above";
    }

    String program() {
        return "exec of git-annex-p2p-NET to AUTH-SUCCESS";
    }

    String connect() {
        return "connect to AUTH-SUCCESS";
    }

    String check() {
        return "CHECKPRESENT, median";
    }

    String checkTail() {
        return "CHECKPRESENT, 95th percentile";
    }

    String rawGetBig() {
        return "raw GET of " + sizes.big();
    }

    String rawPutBig() {
        return "raw PUT of " + sizes.big();
    }

    String rawGetSmall() {
        return "raw GET of " + sizes.small();
    }

    String rawPutSmall() {
        return "raw PUT of " + sizes.small();
    }

    String programGetBig() {
        return "GET of " + sizes.big() + " through git-annex-p2p-NET";
    }

    String annexGetBig() {
        return "git annex get of " + sizes.big();
    }

    String annexCopyBig() {
        return "git annex copy --to of " + sizes.big();
    }

    String annexGetSmall() {
        return "git annex get of " + sizes.small();
    }

    String annexCopySmall() {
        return "git annex copy --to of " + sizes.small();
    }

    String fetch() {
        return "git fetch of " + sizes.pack();
    }

    String push() {
        return "git push of " + sizes.pack();
    }

    String ownHelper(String gitLine) {
        return gitLine + ", each with its own helper";
    }
}
