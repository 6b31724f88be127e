package io.atrium.identity.verification;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.caller.RequestInfo;

/** Somebody says that they are the person with this address, and shows a password. */
public record Claim(String email, String password, RequestInfo request) {

    public Claim {
        requireNonNull(email, "email");
        requireNonNull(password, "password");
        requireNonNull(request, "request");
    }

    @Override
    public String toString() {
        return "Claim";
    }
}
