package wherry.installer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code wherry.installer}. */
@ObjectClassDefinition(name = "Wherry installer", description = "How bundles are replaced while the node runs.")
public @interface InstallerConfiguration {
    /** How long an old version may go on with the links it has. */
    @AttributeDefinition(
            name = "Drain deadline",
            description = "Seconds that an old version of a bundle may go on with what it has begun. The default is as"
                    + " long as git-annex's protocol promises to keep content locked.",
            min = "0")
    int drain_deadline() default 600;

    /** How often the bundles folder is looked at. */
    @AttributeDefinition(
            name = "Scan interval",
            description = "Milliseconds between two looks at the bundles folder.",
            min = "100")
    int scan_interval() default 500;
}
