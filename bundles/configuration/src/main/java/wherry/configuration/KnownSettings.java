package wherry.configuration;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be set: the Metatype documents of all bundles that are installed, so that a setting is known before its bundle starts.
 * Of two versions of a bundle the later one counts.
 */
final class KnownSettings {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.configuration");

    private final SortedMap<String, SortedMap<String, SettingType>> byPid = new TreeMap<>();

    static KnownSettings of(List<Bundle> bundles) {
        KnownSettings known = new KnownSettings();
        bundles.forEach(known::addBundle);
        return known;
    }

    private void addBundle(Bundle bundle) {
        var documents = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        for (URL document : documents == null ? List.<URL>of() : Collections.list(documents)) {
            try {
                add(new MetaDataReader().parse(document));
            } catch (IOException | RuntimeException e) {
                LOG.warn("settings of bundle {} cannot be known: {}", bundle.getSymbolicName(), e.getMessage());
            }
        }
    }

    void add(MetaData document) {
        Map<?, ?> definitions = document.getObjectClassDefinitions();
        for (Object entry : document.getDesignates() == null ? List.of() : document.getDesignates()) {
            Designate designate = (Designate) entry;
            if (designate.getPid() != null
                    && definitions.get(designate.getObject().getOcdRef()) instanceof OCD known) {
                byPid.put(designate.getPid(), types(known));
            }
        }
    }

    private static SortedMap<String, SettingType> types(OCD definition) {
        Map<String, SettingType> types = new HashMap<>();
        Map<?, ?> attributes = definition.getAttributeDefinitions();
        for (Object attribute : attributes == null ? Set.of() : attributes.values()) {
            AD setting = (AD) attribute;
            types.put(setting.getID(), new SettingType(setting));
        }
        return new TreeMap<>(types);
    }

    Set<String> pids() {
        return Collections.unmodifiableSet(byPid.keySet());
    }

    /** The settings of a PID by their names; empty if no bundle has settings of that name. */
    Optional<SortedMap<String, SettingType>> of(String pid) {
        return Optional.ofNullable(byPid.get(pid));
    }
}
