package wherry.protocol;

import wherry.api.protocol.Completion;

/**
 * Goes on when something is done.
 *
 * @param next what to do then
 * @param <T> not looked at
 */
record Chain<T>(Runnable next) implements Completion<T> {
    @Override
    public void with(T result) {
        next.run();
    }

    @Override
    public void failed(String reason) {
        throw new AssertionError(reason);
    }
}
