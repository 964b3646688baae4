package wherry.api.command;

/**
 * A command as lists show it.
 *
 * @param name for instance {@code serve}
 * @param description one line
 */
public record CommandSummary(String name, String description) {}
