package wherry.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import wherry.kit.Gen;

/** What peers might send: lines, spoilt lines, content, bytes. */
final class Noise {
    private static final List<String> ASKED = List.of(
            "AUTH u " + World.TOKEN.reveal(),
            "AUTH  ",
            "VERSION 4",
            "VERSION 1",
            "VERSION 0",
            "BYPASS a b",
            "CHECKPRESENT " + World.KEY,
            "LOCKCONTENT " + World.KEY,
            "UNLOCKCONTENT",
            "REMOVE WORM-s3--other",
            "REMOVE-BEFORE 1100 WORM-s3--other",
            "GETTIMESTAMP",
            "GET 5 a%b " + World.KEY,
            "GET -5  " + World.KEY,
            "GET 0  WORM-s3--other",
            "PUT a%b WORM-s3--other",
            "PUT  " + World.KEY,
            "DATA 3",
            "DATA 0",
            "DATA 70",
            "DATA-PRESENT",
            "VALID",
            "INVALID",
            "SUCCESS",
            "FAILURE",
            "SUCCESS-PLUS a b",
            "CONNECT git-upload-pack",
            "CONNECT git-receive-pack",
            "CONNECTDONE 0",
            "NOTIFYCHANGE",
            "ERROR x",
            "");
    private static final List<String> ANSWERED = List.of(
            "AUTH-SUCCESS " + World.SERVER,
            "AUTH-FAILURE",
            "VERSION 4",
            "VERSION 1",
            "SUCCESS",
            "FAILURE",
            "SUCCESS-PLUS a",
            "FAILURE-PLUS",
            "ALREADY-HAVE",
            "ALREADY-HAVE-PLUS a",
            "PUT-FROM 0",
            "PUT-FROM 5",
            "PUT-FROM 9999999999",
            "DATA 12",
            "DATA 0",
            "DATA 3",
            "VALID",
            "INVALID",
            "TIMESTAMP 1000",
            "CHANGED a b",
            "CONNECTDONE 0",
            "ERROR x");

    private Noise() {}

    static byte[] ofClient(Gen gen) {
        return of(gen, ASKED);
    }

    static byte[] ofServer(Gen gen) {
        return of(gen, ANSWERED);
    }

    private static byte[] of(Gen gen, List<String> lines) {
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        int pieces = 1 + gen.below(6);
        for (int i = 0; i < pieces; i++) {
            byte[] line = World.bytes(gen.pick(lines) + "\n");
            noise.writeBytes(
                    switch (gen.below(8)) {
                        case 0 -> spoilt(gen, line);
                        case 1 -> gen.bytes(20);
                        case 2 -> World.CONTENT;
                        default -> line;
                    });
        }
        return noise.toByteArray();
    }

    private static byte[] spoilt(Gen gen, byte[] line) {
        int at = gen.below(line.length);
        switch (gen.below(3)) {
            case 0 -> {
                line[at] = (byte) gen.below(256);
                return line;
            }
            case 1 -> {
                return Arrays.copyOf(line, at);
            }
            default -> {
                ByteArrayOutputStream longer = new ByteArrayOutputStream();
                longer.write(line, 0, at);
                longer.writeBytes(gen.bytes(4));
                longer.write(line, at, line.length - at);
                return longer.toByteArray();
            }
        }
    }
}
