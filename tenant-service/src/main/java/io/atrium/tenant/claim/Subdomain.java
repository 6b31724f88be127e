package io.atrium.tenant.claim;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.SubdomainLabel;
import java.util.Set;

/**
 * A {@link SubdomainLabel} that an organization may claim.
 *
 * @param value e.g. {@code acme}
 */
public record Subdomain(String value) {
    /** Names that the platform keeps: its own hosts, and those that would pass for them. */
    private static final Set<String> RESERVED = Set.of(
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "atrium",
            "auth",
            "billing",
            "blog",
            "cdn",
            "console",
            "dashboard",
            "dev",
            "docs",
            "email",
            "ftp",
            "gateway",
            "help",
            "hooks",
            "host",
            "hostmaster",
            "imap",
            "internal",
            "localhost",
            "login",
            "mail",
            "metrics",
            "mta-sts",
            "news",
            "ns1",
            "ns2",
            "oauth",
            "ops",
            "platform",
            "pop",
            "postmaster",
            "root",
            "security",
            "smtp",
            "sso",
            "staging",
            "static",
            "status",
            "support",
            "system",
            "test",
            "webhook",
            "webhooks",
            "webmaster",
            "wpad",
            "www");

    /** @throws ProblemException SUBDOMAIN_TAKEN for a name that the platform keeps */
    public static Subdomain of(String text) {
        String label = SubdomainLabel.of(text).value();
        if (RESERVED.contains(label)) {
            throw new ProblemException(ErrorCode.SUBDOMAIN_TAKEN, "The subdomain is reserved.");
        }
        return new Subdomain(label);
    }
}
