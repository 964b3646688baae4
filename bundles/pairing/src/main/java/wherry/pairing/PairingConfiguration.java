package wherry.pairing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code wherry.pairing}. */
@ObjectClassDefinition(name = "Wherry pairing", description = "How two repositories are linked.")
public @interface PairingConfiguration {
    /** How long it may take to reach a peer. */
    @AttributeDefinition(
            name = "Dial timeout",
            description =
                    "Seconds until a peer must have been reached and have accepted the token. Slow networks, such as"
                            + " tor, may need a minute.",
            min = "1")
    int dial_timeout() default 60;
}
