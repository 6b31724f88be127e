package io.atrium.webhook.intake.batch;

import io.atrium.kit.negotiation.ContentTypes;
import io.atrium.kit.negotiation.MediaType;
import io.atrium.kit.problem.ProblemException;
import java.util.List;
import java.util.Set;

/** How a body holds its events. The Content-Type decides, and nothing in the body does. */
enum BatchForm {
    /** One JSON array. */
    ARRAY,
    /** One JSON object a line. */
    NDJSON;

    /** What a sender may use, for Accept in the reply. */
    static final String ACCEPTED = "application/json, application/x-ndjson";

    private static final Set<String> LINES = Set.of("x-ndjson", "ndjson", "jsonl", "x-jsonlines");

    /**
     * The form that the header names.
     *
     * @param contentTypes the header's lines
     * @throws ProblemException UNSUPPORTED_MEDIA_TYPE
     */
    static BatchForm of(List<String> contentTypes) {
        MediaType type = ContentTypes.of(contentTypes).orElseThrow(BatchForm::unsupported);
        if (type.type().equals("application") && LINES.contains(type.subtype()) && type.isUtf8()) {
            return NDJSON;
        }
        if (type.essence().equals(MediaType.JSON.essence())) {
            return ARRAY;
        }
        throw unsupported();
    }

    private static ProblemException unsupported() {
        return ContentTypes.unsupported(
                "A batch is a JSON array as application/json, or an object a line as application/x-ndjson.");
    }
}
