package wherry.bench;

/**
 * How much is measured.
 *
 * @param bigBytes of the one big file
 * @param smallFiles how many small ones
 * @param smallBytes of each of them
 * @param commits in the git pack
 * @param commitBytes that each commit adds to it
 * @param checks CHECKPRESENTs in a round
 * @param starts of a transport's program in a round
 * @param idleClients that are connected and silent while memory is looked at
 * @param rounds of everything
 */
record Sizes(
        long bigBytes,
        int smallFiles,
        int smallBytes,
        int commits,
        int commitBytes,
        int checks,
        int starts,
        int idleClients,
        int rounds) {
    private static final long MIB = 1 << 20;

    static Sizes full() {
        return new Sizes(1024 * MIB, 1000, 10_000, 2000, 2500, 2000, 20, 100, 5);
    }

    static Sizes quick() {
        return new Sizes(64 * MIB, 100, 10_000, 200, 2500, 200, 5, 20, 2);
    }

    Sizes withRounds(int other) {
        return new Sizes(bigBytes, smallFiles, smallBytes, commits, commitBytes, checks, starts, idleClients, other);
    }

    String big() {
        return bigBytes % (1024 * MIB) == 0 ? bigBytes / (1024 * MIB) + " GiB" : bigBytes / MIB + " MiB";
    }

    String small() {
        return smallFiles + " files of " + smallBytes / 1000 + " kB";
    }

    /** Of the pack that the commits make; their bytes cannot be compressed. */
    String pack() {
        return String.format("%.1f MB", commits * (double) commitBytes / 1e6);
    }

    /** What the throwaway folder may hold at most: two copies of all content, what is under way, and some room. */
    long diskBytes() {
        return 5 * bigBytes + 20L * smallFiles * smallBytes + 512 * MIB;
    }
}
