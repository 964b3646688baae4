package wherry.daemon.git;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.AdvertiseRefsHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;

/** Turns a push away before it begins if a hook would have to judge it. */
record HookRefusal(Optional<Path> hook) implements AdvertiseRefsHook {
    @Override
    public void advertiseRefs(UploadPack pack) {}

    @Override
    public void advertiseRefs(ReceivePack pack) throws ServiceMayNotContinueException {
        if (hook.isPresent()) {
            throw new ServiceMayNotContinueException(
                    "git was not found on the PATH of the node that serves this, and the" + " hook "
                            + hook.get().getFileName() + " cannot run without it; install git there, then push again");
        }
    }
}
