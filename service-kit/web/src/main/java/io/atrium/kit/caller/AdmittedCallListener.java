package io.atrium.kit.caller;

/**
 * Is called for every request whose caller was admitted, on the event loop, before the request is processed. Must not
 * block.
 */
public interface AdmittedCallListener {
    void admitted(Caller caller);
}
