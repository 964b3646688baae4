package wherry.daemon.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class SharesTest {
    private static final Claimant ANNA = new Claimant("anna", "tcpip");
    private static final Claimant BERT = new Claimant("bert", "tcpip");
    private static final Claimant CARL = new Claimant("carl", "tor");
    private static final Claimant DORA = new Claimant("dora", "yggdrasil");

    private final Shares shares = new Shares(Map.of(Resource.LINKS, new Limit(2, 3, 5)), () -> 0);

    private long held() {
        return Optional.ofNullable(shares.held().get(Resource.LINKS)).orElseThrow();
    }

    private Share claim(Claimant who) throws OverLimitException {
        return shares.claim(Resource.LINKS, who, 1);
    }

    private String refusal(Claimant who) {
        return String.valueOf(
                assertThrows(OverLimitException.class, () -> claim(who)).getMessage());
    }

    @Test
    public void onePeerGetsSoMuch() throws Exception {
        claim(ANNA);
        claim(ANNA);
        assertThat(refusal(ANNA), is("too many open links: this peer has as many as allowed; try again later"));
        claim(BERT);
    }

    @Test
    public void thePeersOfOneNetworkGetSoMuch() throws Exception {
        claim(ANNA);
        claim(ANNA);
        claim(BERT);
        assertThat(
                refusal(BERT),
                is("too many open links: the peers of this network have as many as allowed; try again later"));
        claim(CARL);
    }

    @Test
    public void allGetSoMuch() throws Exception {
        claim(ANNA);
        claim(ANNA);
        claim(BERT);
        claim(CARL);
        claim(CARL);
        assertThat(
                refusal(DORA),
                is("too many open links: the peers of this node have as many as allowed; try again later"));
    }

    @Test
    public void whatIsGivenBackIsThereAgainAndOnlyOnce() throws Exception {
        Share first = claim(ANNA);
        Share second = claim(ANNA);
        first.close();
        first.close();
        assertThat(held(), is(1L));
        claim(ANNA);
        refusal(ANNA);
        second.close();
        claim(ANNA);
    }

    @Test
    public void whatCanBeDoneWithoutIsRefusedWithoutAWord() throws Exception {
        claim(ANNA);
        claim(ANNA);
        assertThat(shares.offer(Resource.LINKS, ANNA, 1), is(Optional.empty()));
        assertThat(shares.refusals(), is(0L));
        refusal(ANNA);
        assertThat(shares.refusals(), is(1L));
    }

    @Test
    public void limitsCanChangeAndWhatIsHeldStays() throws Exception {
        claim(ANNA);
        claim(ANNA);
        shares.limit(Map.of(Resource.LINKS, new Limit(1, 3, 5)));
        assertThat(held(), is(2L));
        refusal(ANNA);
        shares.limit(Map.of(Resource.LINKS, new Limit(3, 3, 5)));
        claim(ANNA);
    }

    @Test
    public void manyThreadsNeverHoldMoreThanAllowed() throws Exception {
        Shares many = new Shares(Map.of(Resource.QUEUED, new Limit(100, 100, 100)), System::nanoTime);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                for (int round = 0; round < 1000; round++) {
                    many.offer(Resource.QUEUED, ANNA, 40).ifPresent(share -> {
                        if (many.held().getOrDefault(Resource.QUEUED, 0L) > 100) {
                            many.limit(Map.of());
                        }
                        share.close();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(many.held().get(Resource.QUEUED), is(0L));
        assertThat("never too much", many.limit(Resource.QUEUED).node(), is(100L));
    }
}
