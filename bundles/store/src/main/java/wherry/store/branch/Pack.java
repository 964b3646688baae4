package wherry.store.branch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.eclipse.jgit.lib.Constants;

/**
 * A pack of whole objects and its index.
 *
 * @param name as git names packs
 * @param content of the pack
 * @param index of it, version 2
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
@SuppressWarnings("ArrayRecordComponent")
record Pack(String name, byte[] content, byte[] index) {
    private static final int VERSION = 2;
    private static final int INDEX_MAGIC = 0xff744f63;
    private static final int FIRST_BYTES = 256;

    private record Place(NewObject object, int offset, int crc) {}

    static Pack of(List<NewObject> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(12);
        header.put(Constants.PACK_SIGNATURE).putInt(VERSION).putInt(objects.size());
        out.writeBytes(header.array());
        List<Place> places = new ArrayList<>();
        try (Deflation deflation = new Deflation()) {
            for (NewObject object : objects) {
                int offset = out.size();
                byte[] entry = entry(object, deflation);
                CRC32 crc = new CRC32();
                crc.update(entry);
                places.add(new Place(object, offset, (int) crc.getValue()));
                out.writeBytes(entry);
            }
        }
        byte[] hash = sha1(out.toByteArray());
        out.writeBytes(hash);
        places.sort(Comparator.comparing(place -> place.object().id()));
        return new Pack(HexFormat.of().formatHex(hash), out.toByteArray(), index(places, hash));
    }

    private static byte[] entry(NewObject object, Deflation deflation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = object.content().length;
        int first = (object.type() << 4) | (size & 0x0f);
        int rest = size >>> 4;
        while (rest != 0) {
            out.write(first | 0x80);
            first = rest & 0x7f;
            rest >>>= 7;
        }
        out.write(first);
        out.writeBytes(deflation.of(object.content()));
        return out.toByteArray();
    }

    private static byte[] index(List<Place> sorted, byte[] packHash) {
        int count = sorted.size();
        ByteBuffer index = ByteBuffer.allocate(8 + 4 * FIRST_BYTES + count * (Constants.OBJECT_ID_LENGTH + 8) + 20);
        index.putInt(INDEX_MAGIC).putInt(VERSION);
        int[] upTo = new int[FIRST_BYTES];
        sorted.forEach(place -> upTo[place.object().id().getFirstByte()]++);
        int sum = 0;
        for (int n : upTo) {
            sum += n;
            index.putInt(sum);
        }
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        for (Place place : sorted) {
            place.object().id().copyRawTo(id, 0);
            index.put(id);
        }
        sorted.forEach(place -> index.putInt(place.crc()));
        sorted.forEach(place -> index.putInt(place.offset()));
        index.put(packHash);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(index.array());
        out.writeBytes(sha1(index.array()));
        return out.toByteArray();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
