package io.atrium.tenant.organization;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an organization has booked; lower case in JSON. */
public enum Plan {
    @JsonProperty("free")
    FREE,
    @JsonProperty("standard")
    STANDARD,
    @JsonProperty("enterprise")
    ENTERPRISE
}
