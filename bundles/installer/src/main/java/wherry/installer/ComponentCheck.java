package wherry.installer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
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
    List<String> problems(Bundle bundle) {
        activateDelayed(bundle);
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
                problems.add(description.name + " lacks "
                        + String.join(
                                ", ",
                                Arrays.stream(configuration.unsatisfiedReferences)
                                        .map(r -> r.name)
                                        .toList()));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                problems.add(description.name + " lacks its configuration");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                problems.add(description.name + " failed: " + firstLine(configuration.failure));
            default -> {}
        }
    }

    /** A delayed component is activated by its first user; be that user, so that a failure shows now. */
    private static void activateDelayed(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        BundleContext context = bundle.getBundleContext();
        if (services == null || context == null) {
            return;
        }
        for (ServiceReference<?> service : services) {
            if (context.getService(service) != null) {
                context.ungetService(service);
            }
        }
    }

    private static String firstLine(String failure) {
        return failure == null ? "no reason given" : failure.lines().findFirst().orElse("");
    }
}
