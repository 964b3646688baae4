package wherry.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the bytes of one direction of a transcript are cut before they are fed. */
interface Cuts {
    /**
     * Cuts.
     *
     * @param bytes that may come at once
     * @param from how many came before them
     * @return the same bytes in parts
     */
    List<byte[]> cut(byte[] bytes, int from);

    static Cuts whole() {
        return (bytes, from) -> List.of(bytes);
    }

    static Cuts at(int position) {
        return (bytes, from) -> {
            int middle = Math.max(0, Math.min(bytes.length, position - from));
            return List.of(Arrays.copyOf(bytes, middle), Arrays.copyOfRange(bytes, middle, bytes.length));
        };
    }

    static Cuts everywhere() {
        return (bytes, from) -> {
            List<byte[]> single = new ArrayList<>();
            for (byte one : bytes) {
                single.add(new byte[] {one});
            }
            return single;
        };
    }
}
