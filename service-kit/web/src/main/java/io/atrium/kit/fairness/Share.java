package io.atrium.kit.fairness;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.caller.ClientNetwork;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose work it is. The groups take turns, and in a group its members do, so that none waits for another's flood.
 *
 * @param group a client address or an organization
 * @param member an account or a user in it
 */
public record Share(String group, String member) {

    public Share {
        requireNonNull(group, "group");
        requireNonNull(member, "member");
    }

    /** @param userId null for what acts without being a user */
    public static Share ofOrganization(UUID organizationId, @Nullable UUID userId) {
        return new Share("organization " + organizationId, userId == null ? "" : userId.toString());
    }

    /**
     * Of somebody who has not said who they are yet. The member is what they claim, known or not, so that the turns
     * tell nothing about it.
     *
     * @param ip the client's address
     */
    public static Share ofClient(@Nullable String ip, String claim) {
        return new Share("client " + ClientNetwork.of(ip).orElse("unknown"), claim);
    }

    /** The service's own work. */
    public static Share ofService(String name) {
        return new Share("service", name);
    }
}
