package wherry.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on a test that uses options of the command line and looks at their effect. A conformance test reads it from the
 * sources, and holds it against the options that the help texts and man pages tell of.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Shows {
    /**
     * The options.
     *
     * @return each a command as it is typed after {@code wherry}, then any number of its options: {@code "annex get --all --key"}
     */
    String[] value();
}
