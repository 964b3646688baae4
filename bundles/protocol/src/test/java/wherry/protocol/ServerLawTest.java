package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import wherry.api.annex.ServeMode;
import wherry.api.content.ContentAnswer;
import wherry.api.protocol.PutOffer;

/** The law between the server machine and its driver, while steps take their time. */
public final class ServerLawTest {
    private static final String AUTH = "AUTH u " + World.TOKEN.reveal() + "\n";

    private final Recording server = new Recording();

    @Test
    public void takesNothingWhileItWaits() {
        assertThat(server.receive(AUTH), is(0));
        assertThat(server.receive("VERSION 4\n"), is(10));
        server.complete(Optional.of(World.SERVER));
        assertThat(server.seen(), contains("authenticate", "AUTH-SUCCESS " + World.SERVER));
        assertThat(server.receive("VERSION 4\n"), is(0));
    }

    @Test
    public void takesOneLineWithAStepAtATime() {
        admitted();
        assertThat(server.receive("FOO\nVERSION 4\n"), is("VERSION 4\n".length()));
        assertThat(server.seen(), contains("ERROR unknown command"));
    }

    @Test
    public void bypassIsToldAndNotAnswered() {
        admitted();
        server.feed("BYPASS u1 u2\n").feed("BYPASS\n");
        assertThat(server.seen(), contains("bypass", "bypass"));
    }

    @Test
    public void leavesContentToTheDriver() {
        admitted();
        server.feed("PUT  " + World.KEY + "\n").complete(PutOffer.from(0));
        assertThat(server.receive("DATA 3\nabcVALID\n"), is("abcVALID\n".length()));
        assertThat(server.receive("abcVALID\n"), is("abcVALID\n".length()));
    }

    @Test
    public void answersWhatIsUnderWayThoughTheStreamHasEnded() {
        admitted();
        server.feed("CHECKPRESENT " + World.KEY + "\n");
        server.machine.end();
        server.drain();
        assertThat(server.seen(), contains("checkPresent"));
        server.complete(true);
        assertThat(server.seen(), contains("SUCCESS", "close"));
    }

    @Test
    public void passesOutputOnWhileInputMoves() {
        serving();
        server.receive("DATA 1000\n");
        server.machine.serviceOutput(7);
        server.drain();
        assertThat(server.seen(), contains("serviceInput", "DATA 7", "sendServiceOutput"));
        server.complete(true);
        assertThat(server.receive("DATA 1\n"), is(0));
        assertThat(server.seen(), contains("serviceInput"));
    }

    @Test
    public void aServiceMayEndBeforeItsInput() {
        serving();
        server.feed("DATA 1000\n");
        server.machine.serviceEnded(0);
        server.drain();
        assertThat(server.seen(), contains("serviceInput", "CONNECTDONE 0\nCONNECTDONE 0", "close"));
        server.complete(true);
        server.machine.serviceOutput(1);
        server.drain();
        assertThat(server.seen(), is(empty()));
    }

    @Test
    public void inputThatIsCutStopsTheService() {
        serving();
        server.feed("DATA 1000\n");
        server.seen();
        server.fail("the link ended");
        assertThat(server.seen(), contains("stopService", "close"));
    }

    @Test
    public void theServicesOutputGoesBeforeItsEnd() {
        serving();
        server.machine.serviceOutput(3);
        server.drain();
        server.machine.serviceEnded(128);
        server.drain();
        assertThat(server.seen(), contains("DATA 3", "sendServiceOutput", "CONNECTDONE 128\nCONNECTDONE 128", "close"));
    }

    @Test
    public void toldOfAServiceOrChangeThatWasNotAskedForItThrows() {
        admitted();
        assertThrows(IllegalStateException.class, () -> server.machine.serviceOutput(1));
        assertThrows(IllegalStateException.class, () -> server.machine.serviceEnded(0));
        assertThrows(IllegalStateException.class, () -> server.machine.changed(List.of()));
    }

    @Test
    public void aCompletionIsCalledOnce() {
        server.feed(AUTH).complete(Optional.empty());
        assertThrows(IllegalStateException.class, () -> server.complete(Optional.of(World.SERVER)));
        assertThrows(IllegalStateException.class, () -> server.fail("x"));
    }

    @Test
    public void contentIsAnnouncedBeforeItIsSent() {
        admitted();
        server.feed("VERSION 1\n").feed("GET 3  " + World.KEY + "\n").complete(OptionalLong.of(9));
        assertThat(server.seen(), contains("VERSION 1", "openContent", "DATA 9", "sendContent"));
        server.complete(false);
        assertThat(server.seen(), contains("INVALID"));
    }

    @Test
    public void lessRightsCountFromTheNextCommandOn() {
        admitted();
        server.feed("PUT  " + World.KEY + "\n");
        server.machine.permit(ServeMode.READ_ONLY);
        server.complete(PutOffer.from(0));
        assertThat(server.seen(), contains("prepareContent", "PUT-FROM 0"));
        server.receive("DATA 3\n");
        server.complete(true);
        server.complete(ContentAnswer.YES);
        assertThat(server.seen(), contains("receiveContent", "storeContent", "SUCCESS"));
        server.feed("PUT  " + World.KEY + "\n").feed("REMOVE " + World.KEY + "\n");
        assertThat(
                server.seen(),
                contains(
                        "ERROR this repository is read-only; write access denied",
                        "ERROR this repository is read-only; write access denied"));
    }

    @Test
    public void rightsMayBeSetWhileAuthIsBeingDecided() {
        server.feed(AUTH);
        server.machine.permit(ServeMode.NO_PUSH);
        server.complete(Optional.of(World.SERVER));
        server.feed("CONNECT git-receive-pack\n");
        assertThat(server.seen().get(2), containsString("ERR this repository takes no pushes"));
    }

    @Test
    public void moreRightsMayBeGivenBack() {
        admitted();
        server.machine.permit(ServeMode.READ_ONLY);
        server.machine.permit(ServeMode.READ_WRITE);
        server.feed("REMOVE " + World.KEY + "\n");
        assertThat(server.seen(), contains("removeContent"));
    }

    private void admitted() {
        server.feed(AUTH).complete(Optional.of(World.SERVER));
        server.seen();
    }

    private void serving() {
        admitted();
        server.feed("CONNECT git-upload-pack\n").complete(true);
        server.seen();
    }
}
