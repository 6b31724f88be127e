package io.atrium.audit.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A field that a change set, altered or removed; null stands for not there as well as for null. */
@Schema(description = "A field that a change set, altered or removed")
public record FieldChange(
        @Schema(description = "Name of the field", examples = "role")
        String field,

        @Schema(description = "The value before; null for null and for no such field", examples = "\"VIEWER\"")
        @Nullable
        JsonNode before,

        @Schema(description = "The value after; null for null and for no such field", examples = "\"USER\"") @Nullable
        JsonNode after) {

    /** The fields in which two objects differ, by name; none unless both are there. */
    static List<FieldChange> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        if (before == null || after == null) {
            return changes;
        }
        TreeSet<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            if (!Objects.equals(before.get(field), after.get(field))) {
                changes.add(new FieldChange(field, before.get(field), after.get(field)));
            }
        }
        return changes;
    }
}
