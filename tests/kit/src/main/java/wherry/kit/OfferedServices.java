package wherry.kit;

import java.util.Map;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;

/** Services as Declarative Services would hand them to a component. */
public final class OfferedServices {
    private OfferedServices() {}

    /** One service of a bundle. */
    public static <S> Map.Entry<Map<String, Object>, S> of(long bundle, S service) {
        return Map.entry(Map.of("service.bundleid", bundle), service);
    }

    /** What a component has when there is one service. */
    public static <S> NewestService<S> newest(Leases leases, long bundle, S service) {
        NewestService<S> newest = new NewestService<>(leases);
        newest.add(of(bundle, service));
        return newest;
    }
}
