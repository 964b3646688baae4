package wherry.installer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells whether the components of a bundle that was just started work. */
final class ComponentCheck {
    private final ServiceComponentRuntime components;

    ComponentCheck(ServiceComponentRuntime components) {
        this.components = components;
    }

    /**
     * What does not work.
     *
     * @return sentences; empty if all components are satisfied and could be activated
     */
    List<String> problemsOnceActivated(Bundle bundle) {
        List<String> problems = activateDelayed(bundle);
        problems.addAll(problems(bundle));
        return problems;
    }

    /** What does not work of what has been used so far. */
    List<String> problems(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                problem(description, configuration, problems);
            }
        }
        return problems;
    }

    private static void problem(
            ComponentDescriptionDTO description, ComponentConfigurationDTO configuration, List<String> problems) {
        switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                problems.add("its component " + description.name + " needs " + missing(description, configuration)
                        + ", which no bundle of this node offers");
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                problems.add("its component " + description.name + " needs a configuration");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                problems.add("its component " + description.name + " failed: " + firstLine(configuration.failure));
            default -> {}
        }
    }

    private static String missing(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        Set<String> unsatisfied = Arrays.stream(configuration.unsatisfiedReferences)
                .map(r -> r.name)
                .collect(Collectors.toSet());
        return Arrays.stream(description.references)
                .filter(reference -> unsatisfied.contains(reference.name))
                .map(reference -> "a service " + reference.interfaceName)
                .collect(Collectors.joining(" and "));
    }

    /**
     * A delayed component is activated by its first user; be that user, so that a failure shows now.
     *
     * @return sentences about components that give no service
     */
    private static List<String> activateDelayed(Bundle bundle) {
        List<String> failed = new ArrayList<>();
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        BundleContext context = bundle.getBundleContext();
        for (ServiceReference<?> service :
                services == null || context == null ? new ServiceReference<?>[0] : services) {
            if (context.getService(service) != null) {
                context.ungetService(service);
            } else {
                failed.add("its component " + service.getProperty(ComponentConstants.COMPONENT_NAME)
                        + " failed to start; the log says why");
            }
        }
        return failed;
    }

    private static String firstLine(String failure) {
        return failure == null ? "no reason given" : failure.lines().findFirst().orElse("");
    }
}
