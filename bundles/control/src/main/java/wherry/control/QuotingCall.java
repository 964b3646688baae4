package wherry.control;

import java.io.PrintStream;
import wherry.api.command.ForwardedInvocation;
import wherry.api.command.Invocation;

/** A call as commands get it: what they print, much of it said or named by others, is {@linkplain Quoting quoted}. */
final class QuotingCall extends ForwardedInvocation {
    private final PrintStream out;
    private final PrintStream err;

    QuotingCall(Invocation call) {
        super(call);
        this.out = new QuotingStream(call.out());
        this.err = new QuotingStream(call.err());
    }

    /** The call that a command had, which calls another one. */
    static Invocation original(Invocation call) {
        return call instanceof QuotingCall quoting ? quoting.forwarded() : call;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }
}
