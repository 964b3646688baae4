package wherry.links;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code wherry.links.threads}. */
@ObjectClassDefinition(name = "Threads of connections", description = "Threads that connections and commands share")
@interface ThreadsConfiguration {
    @AttributeDefinition(
            min = "16",
            description = "How many connections and commands may run at once; further links are closed")
    int limit() default 4096;
}
