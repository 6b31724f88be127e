package io.atrium.tenant.reservation;

import io.atrium.kit.token.ServiceTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** Signs calls to identity-service with a service token. */
@ApplicationScoped
public class ServiceAuthorization implements ClientHeadersFactory {
    private static final String AUDIENCE = "identity-service";

    private final ServiceTokens tokens;

    ServiceAuthorization(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.issue(AUDIENCE));
        return headers;
    }
}
