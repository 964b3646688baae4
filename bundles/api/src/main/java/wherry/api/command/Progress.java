package wherry.api.command;

import org.osgi.annotation.versioning.ProviderType;
import wherry.api.content.TransferListener;

/** Shows the caller how far a transfer is, until it is closed. Used by one thread. */
@ProviderType
public interface Progress extends TransferListener, AutoCloseable {
    /**
     * How much has moved since it began.
     *
     * @return bytes; what was moved twice counts twice
     */
    long total();

    /** Nothing more is to be shown. */
    @Override
    void close();
}
