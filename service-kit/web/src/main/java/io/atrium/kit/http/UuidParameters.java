package io.atrium.kit.http;

import io.atrium.kit.id.Uuids;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs in paths must be canonical. Another text is not the id of anything and is answered with 404. */
@Provider
public class UuidParameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        return rawType == UUID.class ? (ParamConverter<T>) new Converter() : null;
    }

    private static final class Converter implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String value) {
            return Uuids.parse(value).orElseThrow(() -> new IllegalArgumentException("No UUID"));
        }

        @Override
        public String toString(UUID value) {
            return value.toString();
        }
    }
}
