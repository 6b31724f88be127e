package io.atrium.kit.caller;

/** Is told of every request whose caller was admitted, on the event loop, before it is served. Must not block. */
public interface AdmittedCallListener {
    void admitted(Caller caller);
}
