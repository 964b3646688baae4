package wherry.daemon.bench;

import java.lang.reflect.Proxy;
import java.util.Map;
import wherry.daemon.DaemonConfiguration;

/** Configurations as Declarative Services makes them. */
public final class Configured {
    private Configured() {}

    public static DaemonConfiguration with(Map<String, Object> values) {
        return (DaemonConfiguration) Proxy.newProxyInstance(
                DaemonConfiguration.class.getClassLoader(),
                new Class<?>[] {DaemonConfiguration.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
