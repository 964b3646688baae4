package wherry.launcher;

import java.lang.reflect.Proxy;

/** Signals, where this JVM shows them: there is no other way than a class that javac warns of. */
final class Signals {
    private Signals() {}

    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, (p, m, a) -> {
                        if (m.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return m.getName().equals("hashCode") ? System.identityHashCode(p) : m.getName();
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The signal keeps what it does by itself: INT ends the program, WINCH nothing.
        }
    }
}
