package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import picocli.CommandLine;
import wherry.kit.MemoryNetwork;
import wherry.kit.MemoryTransport;
import wherry.kit.ScriptedInvocation;
import wherry.kit.Shows;

public class TransportsCommandTest {
    private final BundleLeases leases = new BundleLeases();
    private final Transports transports = new Transports(leases);

    @Test
    public void transportsAreListedByNetworkAndAge() {
        bring("tor", 7, "2.0.0");
        bring("tor", 5, "1.0.0");
        bring("mem", 9, "0.1.0");
        leases.take(5, "link");
        assertThat(
                lines(),
                contains(
                        "mem           0.1.0     active      0  transport.mem",
                        "tor           1.0.0     draining    1  transport.tor",
                        "tor           2.0.0     active      0  transport.tor"));
    }

    @Test
    @Shows("transports --json")
    public void jsonSaysTheSame() {
        bring("tor", 7, "2.0.0");
        JsonObject object = JsonParser.parseString(lines("--json").get(0)).getAsJsonObject();
        assertThat(object.get("network").getAsString(), is("tor"));
        assertThat(object.get("version").getAsString(), is("2.0.0"));
        assertThat(object.get("state").getAsString(), is("active"));
        assertThat(object.get("bundle-id").getAsLong(), is(7L));
    }

    @Test
    public void aNameThatCannotStandInAnAddressIsRefused() {
        bring("Not:a name", 7, "2.0.0");
        assertThat(lines(), is(List.of()));
    }

    private void bring(String netname, long bundleId, String version) {
        transports.add(new MemoryTransport(netname, new MemoryNetwork()), bundleId, "transport." + netname, version);
    }

    private List<String> lines(String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("."), "");
        int code = new CommandLine(new TransportsCommand(transports, leases).prepare(call)).execute(arguments);
        assertThat(code, is(0));
        return call.output().lines().toList();
    }
}
