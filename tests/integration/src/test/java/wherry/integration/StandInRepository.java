package wherry.integration;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.store.Repository;
import wherry.api.store.Settings;

/** A stand-in for a repository, as far as links need one. The kit's are not in the container. */
final class StandInRepository {
    private StandInRepository() {}

    static Repository in(Path gitDirectory, Map<String, List<String>> values) {
        Settings settings = new Settings() {
            @Override
            public List<String> values(String name) {
                return values.getOrDefault(name, List.of());
            }

            @Override
            public List<String> subsections(String section) {
                return List.of();
            }

            @Override
            public void set(String name, String value) throws StoreException {
                throw new StoreException("read only");
            }
        };
        Map<String, Object> answers = Map.of(
                "uuid",
                new AnnexUuid("8a1f2f0e-links"),
                "gitDirectory",
                gitDirectory,
                "annexDirectory",
                gitDirectory.resolve("annex"),
                "settings",
                settings);
        return (Repository) Proxy.newProxyInstance(
                Repository.class.getClassLoader(),
                new Class<?>[] {Repository.class},
                (proxy, method, arguments) -> Optional.ofNullable(answers.get(method.getName()))
                        .orElseThrow(() -> new UnsupportedOperationException(method.getName())));
    }
}
