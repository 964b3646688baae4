package wherry.p2pprograms;

import wherry.api.node.ConnectionThreads;

/** A daemon thread for each. */
final class PlainThreads implements ConnectionThreads {
    @Override
    public void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
