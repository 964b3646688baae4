package wherry.launcher;

/** Ends this process when its parent has gone: a stock remotedaemon that is killed takes no leave of the programs it started. */
final class ParentWatch {
    private static final long POLL_MILLIS = 500;

    private ParentWatch() {}

    static void start(long parent) {
        Thread thread = new Thread("parent-watch") {
            @Override
            public void run() {
                watch(parent);
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(long parent) {
        try {
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == parent) {
                Thread.sleep(POLL_MILLIS);
            }
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
