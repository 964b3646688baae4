package wherry.installer;

import wherry.api.node.Problem;

/**
 * A jar that lies in the bundles folder and does not run.
 *
 * @param jar as it was when it was tried
 * @param why a sentence
 */
record Refusal(Jar jar, String why) {
    Problem problem() {
        return new Problem(jar.name(), jar.path().getFileName() + " is not used: " + why);
    }
}
