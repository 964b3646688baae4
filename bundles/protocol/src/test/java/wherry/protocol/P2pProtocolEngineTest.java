package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import org.junit.Test;
import wherry.api.annex.ServeMode;
import wherry.kit.MemoryStore;
import wherry.kit.ServerEnd;

public final class P2pProtocolEngineTest {
    private final P2pProtocolEngine engine = new P2pProtocolEngine();

    @Test
    public void everyLinkHasAMachineOfItsOwn() {
        assertThat(engine.server(ServeMode.READ_WRITE), is(not(sameInstance(engine.server(ServeMode.READ_WRITE)))));
        assertThat(engine.client(), is(not(sameInstance(engine.client()))));
    }

    @Test
    public void whatOneServerAdmitsAnotherDoesNot() {
        MemoryStore store = new MemoryStore();
        ServerEnd first = World.server(ServeMode.READ_WRITE, store);
        ServerEnd second = World.server(ServeMode.READ_WRITE, store);
        first.feed(World.bytes("AUTH u " + World.TOKEN.reveal() + "\nVERSION 4\n"));
        second.feed(World.bytes("VERSION 4\n"));
        assertThat(World.text(first.written()), is("AUTH-SUCCESS " + World.SERVER + "\nVERSION 4\n"));
        assertThat(World.text(second.written()), is("ERROR unexpected command\n"));
    }
}
