package wherry.protocol;

import java.nio.charset.StandardCharsets;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.api.peer.AuthToken;
import wherry.kit.ClientEnd;
import wherry.kit.MemoryStore;
import wherry.kit.ServerEnd;

/** Who and what the transcripts are about. */
final class World {
    static final AnnexUuid SERVER = new AnnexUuid("c77af205-4759-4c78-937b-b83d01f866ba");
    static final AnnexUuid CLIENT = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    static final AuthToken TOKEN = AuthToken.parse("9faa99f93e1d4c7ba1bc2").orElseThrow();
    static final byte[] CONTENT = "hello world\n".getBytes(StandardCharsets.US_ASCII);
    static final Key KEY = key("SHA256E-s12--a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447.txt");

    private World() {}

    static Key key(String text) {
        return Key.parse(text).orElseThrow();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static ServerEnd server(ServeMode mode, MemoryStore store) {
        ServerEnd end = new ServerEnd(new P2pProtocolEngine().server(mode), SERVER, store);
        end.admit(TOKEN);
        return end;
    }

    static ClientEnd client(MemoryStore store) {
        return new ClientEnd(new P2pProtocolEngine().client(), store);
    }

    /** As the transcript says. */
    static ServerEnd server(Transcript transcript) {
        MemoryStore store = store(transcript, "server");
        ServeMode mode = ServeMode.READ_WRITE;
        for (Transcript.Item item : transcript.all('W')) {
            mode = item.text().startsWith("mode ") ? ServeMode.valueOf(item.word(1)) : mode;
        }
        ServerEnd end = server(mode, store);
        if (transcript.has('W', "content changes")) {
            end.changeWhileSending();
        }
        if (transcript.has('W', "server is full")) {
            end.fill();
        }
        return end;
    }

    static MemoryStore store(Transcript transcript, String owner) {
        MemoryStore store = new MemoryStore();
        for (Transcript.Item item : transcript.all('W')) {
            if (item.text().startsWith(owner + " has part of ")) {
                store.putPartial(key(item.word(4)), item.quoted());
            } else if (item.text().startsWith(owner + " has ")) {
                store.put(key(item.word(2)), item.quoted());
            } else if (item.text().startsWith(owner + " locks ")) {
                store.lock(key(item.word(2)));
            }
        }
        return store;
    }
}
