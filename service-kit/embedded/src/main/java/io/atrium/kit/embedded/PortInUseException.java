package io.atrium.kit.embedded;

/** Something else listens on the port a part was told to use. */
public final class PortInUseException extends EmbeddedException {

    private static final long serialVersionUID = 1L;

    private final int port;

    public PortInUseException(String part, int port) {
        super("Port " + port + ", which " + part
                + " needs, is in use: stop what listens there or choose another port.");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
