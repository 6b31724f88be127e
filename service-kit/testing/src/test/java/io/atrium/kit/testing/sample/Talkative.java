package io.atrium.kit.testing.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.Supplier;

/** Makes its own parsers. */
final class Talkative {

    private final ObjectMapper mapper = new ObjectMapper();

    JsonMapper built() {
        return JsonMapper.builder().build();
    }

    Supplier<JsonFactory> factory() {
        return JsonFactory::new;
    }

    String text(Object value) throws Exception {
        return mapper.writeValueAsString(value);
    }
}
