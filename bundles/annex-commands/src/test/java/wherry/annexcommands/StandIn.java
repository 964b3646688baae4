package wherry.annexcommands;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Stands in for a service of which a test needs only few methods; all others fail. */
final class StandIn<T> {
    /** What a method does. */
    @FunctionalInterface
    interface Answer {
        Object to(Object[] arguments) throws Exception;
    }

    private final Class<T> type;
    private final Map<String, Answer> answers = new HashMap<>();

    private StandIn(Class<T> type) {
        this.type = type;
    }

    static <T> StandIn<T> of(Class<T> type) {
        return new StandIn<>(type);
    }

    StandIn<T> with(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    T make() {
        Object made =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new AssertionError("the test did not expect " + method);
                    }
                    return answer.to(arguments == null ? new Object[0] : arguments);
                });
        return type.cast(made);
    }
}
