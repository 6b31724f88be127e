package io.atrium.webhook.intake;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** How a body was encoded for its way (Content-Encoding, RFC 9110, 8.4). */
public enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    /** One that is not known here, or several. */
    UNSUPPORTED;

    /** What a sender may use, for Accept-Encoding in the reply (RFC 9110, 12.5.3). */
    static final String ACCEPTED = "gzip, deflate, identity";

    public static ContentCoding of(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            return IDENTITY;
        }
        ContentCoding found = IDENTITY;
        for (String value : headers.getAll(HttpHeaders.CONTENT_ENCODING)) {
            for (String name : value.split(",", -1)) {
                ContentCoding one = named(name.strip().toLowerCase(Locale.ROOT));
                if (one != IDENTITY && found != IDENTITY) {
                    return UNSUPPORTED;
                }
                found = one == IDENTITY ? found : one;
            }
        }
        return found;
    }

    private static ContentCoding named(String name) {
        return switch (name) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> UNSUPPORTED;
        };
    }
}
