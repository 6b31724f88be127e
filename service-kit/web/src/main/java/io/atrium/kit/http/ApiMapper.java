package io.atrium.kit.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.json.JsonParsers;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the one mapper of the process, in place of Quarkus' own: for bodies of requests and replies, for REST clients and
 * for Vert.x. Its parsers are {@link JsonParsers}', within the limits of a request; what is customized is as with
 * Quarkus'.
 */
@Singleton
public class ApiMapper {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 2 * 1024 * 1024;
    private static final int MAX_NAME = 1024;

    @Produces
    @Singleton
    ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
        ObjectMapper mapper = JsonParsers.mapper(JsonParsers.factory()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_STRING)
                                .maxNameLength(MAX_NAME)
                                .build()))
                .build();
        customizers.stream().sorted().forEach(customizer -> customizer.customize(mapper));
        return mapper;
    }
}
