package wherry.remotehelper;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code wherry.remotehelper}. */
@ObjectClassDefinition(name = "Wherry git remote helper", description = "How git reaches p2p-annex addresses.")
public @interface RemoteHelperConfiguration {
    /** How long it may take until git can talk to the peer. */
    @AttributeDefinition(
            name = "Dial timeout",
            description =
                    "Seconds until a peer must have been reached and have accepted the token. Slow networks, such as"
                            + " tor, may need a minute.",
            min = "1")
    int dial_timeout() default 60;
}
