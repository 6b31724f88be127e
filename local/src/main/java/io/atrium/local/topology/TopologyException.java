package io.atrium.local.topology;

/** The topology cannot be used; the message names the member and what was expected. */
public final class TopologyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopologyException(String member, String problem) {
        super("deploy/topology.json: " + (member.isEmpty() ? "" : member + ": ") + problem);
    }
}
