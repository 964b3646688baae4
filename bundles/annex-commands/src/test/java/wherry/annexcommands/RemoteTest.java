package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;
import wherry.api.annex.StoreException;
import wherry.kit.MemorySettings;

public class RemoteTest {
    private static final String UUID = "b9930763-0000-4000-8000-000000000001";

    private final MemorySettings settings = new MemorySettings();

    private void remote(String name, String url) {
        settings.set("remote." + name + ".url", url);
        settings.set("remote." + name + ".annex-uuid", UUID);
    }

    private List<String> names() throws StoreException {
        return Remote.all(settings).stream().map(Remote::name).toList();
    }

    @Test
    public void onlyThoseBehindP2pLinksCount() throws StoreException {
        remote("peer", "p2p-annex::tcpip:somewhere");
        remote("host", "ssh://somewhere/repo");
        settings.set("remote.new.url", "p2p-annex::tcpip:elsewhere");

        assertThat(names(), is(List.of("peer")));
        assertThat(Remote.whyNot(settings, "host"), containsString("p2p-annex::"));
        assertThat(Remote.whyNot(settings, "new"), containsString("annex-uuid"));
        assertThat(Remote.whyNot(settings, "none"), containsString("no available git remote"));
    }

    @Test
    public void theCheapestComesFirst() throws StoreException {
        remote("a", "p2p-annex::tcpip:a");
        remote("b", "p2p-annex::tcpip:b");
        settings.set("remote.b.annex-cost", "50.5");
        remote("c", "p2p-annex::tcpip:c");
        settings.set("remote.c.annex-cost", "high");

        assertThat(names(), is(List.of("b", "a", "c")));
    }

    @Test
    public void thoseToIgnoreAreIgnored() throws StoreException {
        remote("a", "p2p-annex::tcpip:a");
        settings.set("remote.a.annex-ignore", "yes");

        assertThat(names(), is(List.of()));
        assertThat(Remote.whyNot(settings, "a"), containsString("annex-ignore"));
    }
}
