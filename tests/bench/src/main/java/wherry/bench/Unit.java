package wherry.bench;

/** What a value counts. */
enum Unit {
    SECONDS("s"),
    MILLISECONDS("ms"),
    MEGABYTES("MB");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }
}
