package wherry.configuration;

import java.util.Locale;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/** What a value may be, by the definition that its bundle brings. */
final class SettingType {
    private final AD definition;

    SettingType(AD definition) {
        this.definition = definition;
    }

    /**
     * Reads a value.
     *
     * @return of the type that the definition names; empty if the value is not allowed
     */
    Optional<Object> read(String text) {
        try {
            return refuses(text) ? Optional.empty() : Optional.of(convert(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An empty answer of Metatype means that the value is allowed, none that it did not look. */
    private boolean refuses(String text) {
        // Metatype knows no truth but true and false.
        String answer = definition.getType() == AttributeDefinition.BOOLEAN ? null : definition.validate(text);
        return answer != null && !answer.isEmpty();
    }

    private Object convert(String text) {
        return switch (definition.getType()) {
            case AttributeDefinition.INTEGER -> Integer.valueOf(text);
            case AttributeDefinition.LONG -> Long.valueOf(text);
            case AttributeDefinition.BOOLEAN -> truth(text);
            default -> text;
        };
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Boolean.TRUE;
            case "false", "no", "off" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** What is allowed, for a sentence that begins with "may be". */
    String allowed() {
        String[] options = definition.getOptionValues();
        if (options != null && options.length > 0) {
            return String.join(", ", options);
        }
        return switch (definition.getType()) {
            case AttributeDefinition.INTEGER, AttributeDefinition.LONG -> "a whole number" + range();
            case AttributeDefinition.BOOLEAN -> "true or false";
            default -> "text";
        };
    }

    private String range() {
        String from = definition.getMin() == null ? "" : " from " + definition.getMin();
        return definition.getMax() == null ? from : from + " up to " + definition.getMax();
    }

    String description() {
        return Optional.ofNullable(definition.getDescription()).orElse("");
    }

    /** As it stands in lists; empty text where there is none. */
    String defaultValue() {
        String[] values = definition.getDefaultValue();
        return values == null ? "" : String.join(", ", values);
    }
}
