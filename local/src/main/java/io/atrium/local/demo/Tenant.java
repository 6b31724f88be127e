package io.atrium.local.demo;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** An organization made by a run, seen as its administrator. */
record Tenant(
        Api api, String name, String organizationId, String adminId, String email, String password, String token) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Registers an organization under names that no other run has. */
    static Tenant register(Api anonymous, String firstName, String company) {
        byte[] random = new byte[5];
        RANDOM.nextBytes(random);
        String unique = HexFormat.of().formatHex(random);
        String domain = company.toLowerCase(Locale.ROOT) + "-" + unique + ".example";
        String email = firstName.toLowerCase(Locale.ROOT) + "@" + domain;
        String password = "shown-Run-" + unique;
        JsonObject registered = anonymous
                .post(
                        "/auth/register",
                        new JsonObject()
                                .put("email", email)
                                .put("username", firstName.toLowerCase(Locale.ROOT))
                                .put("password", password)
                                .put("first_name", firstName)
                                .put("last_name", "Larsen")
                                .put("organization_name", company + " " + unique)
                                .put("organization_domain", domain)
                                .put("organization_subdomain", company.toLowerCase(Locale.ROOT) + "-" + unique))
                .expect(201)
                .json();
        JsonObject organization = registered.getJsonObject("organization");
        String token = registered.getString("access_token");
        return new Tenant(
                anonymous.as(token),
                organization.getString("name"),
                organization.getString("id"),
                registered.getJsonObject("user").getString("id"),
                email,
                password,
                token);
    }

    @Override
    public String toString() {
        return name;
    }
}
