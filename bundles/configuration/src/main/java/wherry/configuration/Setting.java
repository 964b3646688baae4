package wherry.configuration;

/**
 * A line of a settings file.
 *
 * @param line number of it, from 1
 * @param name of the setting
 * @param value without the space around it; may be empty
 */
record Setting(int line, String name, String value) {}
