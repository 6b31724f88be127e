package io.atrium.tenant.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organization has booked; lower case in JSON. */
@Schema(description = "What an organization has booked", examples = "standard")
public enum Plan {
    @JsonProperty("free")
    FREE,
    @JsonProperty("standard")
    STANDARD,
    @JsonProperty("enterprise")
    ENTERPRISE
}
