package wherry.preferredcontent;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;

/**
 * A number that everybody draws alike for a key and a group.
 *
 * @param number not negative
 * @see <a href="https://git-annex.branchable.com/design/balanced_preferred_content/">balanced preferred content</a>
 */
record Draw(BigInteger number) {
    private static final String ALGORITHM = "HmacSHA256";

    /** @param members of the group in the order of their UUIDs, at least one */
    static Draw of(List<AnnexUuid> members, Key key) {
        String secret = members.stream().map(AnnexUuid::value).collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new Draw(new BigInteger(1, mac.doFinal(key.bytes())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether so many in a row, from the number on and round, take in a place. */
    boolean chooses(int place, int places, long wanted) {
        int first = number.mod(BigInteger.valueOf(places)).intValue();
        return Math.floorMod(place - first, places) < wanted;
    }
}
