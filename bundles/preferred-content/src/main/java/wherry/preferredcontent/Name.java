package wherry.preferredcontent;

/**
 * A term before it is understood.
 *
 * @param token the whole
 * @param word up to the first equals sign
 * @param value behind it; empty if there is none, which is the same to git-annex
 */
record Name(String token, String word, String value) {
    static Name of(String token) {
        int equals = token.indexOf('=');
        return equals < 0
                ? new Name(token, token, "")
                : new Name(token, token.substring(0, equals), token.substring(equals + 1));
    }

    WrongTerm unknown() {
        return new WrongTerm("the term " + WrongTerm.quoted(token) + " is not known");
    }

    WrongTerm wrong(String what) {
        return new WrongTerm(what + " of " + WrongTerm.quoted(token) + " is not understood");
    }

    /** Reads a number that is part of it. */
    long number(String text) throws WrongTerm {
        return HaskellNumber.readWhole(text).orElseThrow(() -> wrong("the number"));
    }
}
