package io.atrium.kit.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a string in the canonical form of its rule; what has none stays as it is, for the validator to refuse. */
public class TextDeserializer extends StdScalarDeserializer<String> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final @Nullable TextRule rule;
    private final int max;

    public TextDeserializer() {
        this(null, 0);
    }

    private TextDeserializer(@Nullable TextRule rule, int max) {
        super(String.class);
        this.rule = rule;
        this.max = max;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        Text text = property == null ? null : property.getAnnotation(Text.class);
        return text == null ? this : new TextDeserializer(text.value(), text.max());
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        try {
            return rule == null ? text : rule.canonical(text, max);
        } catch (TextRefusedException refused) {
            return text;
        }
    }
}
