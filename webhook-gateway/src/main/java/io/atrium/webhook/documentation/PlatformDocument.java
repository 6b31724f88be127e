package io.atrium.webhook.documentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.atrium.kit.json.JsonParsers;
import io.atrium.kit.openapi.PublicServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.servers.Server;

/**
 * The committed document of all services, {@code docs/openapi/atrium.yaml}, with the public address of this platform in
 * it. A test holds it to what the services answer, so it needs none of them.
 */
@Singleton
final class PlatformDocument {

    private static final String RESOURCE = "/openapi/atrium.yaml";

    private final byte[] yaml;
    private final byte[] json;

    PlatformDocument() {
        YAMLMapper reader = new YAMLMapper();
        try (InputStream in = PlatformDocument.class.getResourceAsStream(RESOURCE)) {
            ObjectNode document = (ObjectNode) reader.readTree(Objects.requireNonNull(in, RESOURCE));
            Server server = PublicServer.server();
            document.putArray("servers")
                    .addObject()
                    .put("url", server.getUrl())
                    .put("description", server.getDescription())
                    .put(PublicServer.INTERNAL, false);
            yaml = reader.writeValueAsBytes(document);
            json = JsonParsers.mapper().build().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] yaml() {
        return yaml;
    }

    byte[] json() {
        return json;
    }
}
