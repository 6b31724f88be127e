package io.atrium.kit.wire.testing;

/** Who is sent the raw requests. */
public enum Target {
    /** The built-in gateway, with an echoing upstream behind it. */
    GATEWAY,
    /** The deployment's nginx, with the same upstream. */
    NGINX,
    /** A service, reached without a gateway. */
    SERVICE
}
