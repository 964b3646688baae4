package wherry.p2pprograms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code wherry.p2pprograms}. */
@ObjectClassDefinition(
        name = "Wherry P2P programs",
        description = "The git-annex-p2p-NET programs that git-annex runs.")
public @interface P2pProgramsConfiguration {
    /** How long it may take to reach a peer. */
    @AttributeDefinition(
            name = "Dial timeout",
            description = "Seconds until a peer must have been reached. Slow networks, such as tor, may need a minute.",
            min = "1")
    int dial_timeout() default 60;
}
