package wherry.daemon.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import wherry.api.store.Settings;

/** What git would do for a repository, done by JGit: hides what is hidden, refuses what is denied, and says that it is not git. */
final class JgitPack {
    private final wherry.api.store.Repository repository;
    private final OptionalLong mostInput;

    /** @param mostInput bytes that a push may bring */
    JgitPack(wherry.api.store.Repository repository, OptionalLong mostInput) {
        this.repository = repository;
        this.mostInput = mostInput;
    }

    /** Tells who fetches. */
    private static final class Notice implements PreUploadHook {
        @Override
        public void onBeginNegotiateRound(UploadPack pack, Collection<? extends ObjectId> wants, int offered) {}

        @Override
        public void onEndNegotiateRound(
                UploadPack pack, Collection<? extends ObjectId> wants, int common, int unknown, boolean ready) {}

        @Override
        public void onSendPack(
                UploadPack pack, Collection<? extends ObjectId> wants, Collection<? extends ObjectId> haves) {
            pack.sendMessage(GitServices.NO_GIT);
        }
    }

    void upload(Repository git, InputStream in, OutputStream out) throws IOException {
        UploadPack pack = new UploadPack(git);
        pack.setBiDirectionalPipe(true);
        pack.setRefFilter(HiddenRefs.of(repository.settings(), "uploadpack"));
        pack.setPreUploadHook(new Notice());
        pack.upload(in, out, null);
    }

    void receive(Repository git, InputStream in, OutputStream out) throws IOException {
        Settings settings = repository.settings();
        HiddenRefs hidden = HiddenRefs.of(settings, "receive");
        Optional<Path> hook = ReceiveHooks.of(repository).needed();
        ReceivePack pack = new ReceivePack(git);
        pack.setBiDirectionalPipe(true);
        mostInput.ifPresent(pack::setMaxPackSizeLimit);
        pack.setAdvertiseRefsHook(new HookRefusal(hook));
        pack.setRefFilter(hidden);
        // The rules say it in git's words, in git's order.
        pack.setAllowDeletes(true);
        pack.setAllowBranchDeletes(true);
        pack.setAllowNonFastForwards(true);
        pack.setPreReceiveHook(new ReceiveRules(repository, hidden));
        try {
            pack.receive(in, out, null);
        } catch (ServiceMayNotContinueException e) {
            if (hook.isEmpty()) {
                throw e;
            }
        }
    }
}
