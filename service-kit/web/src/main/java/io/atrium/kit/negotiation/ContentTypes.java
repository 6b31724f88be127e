package io.atrium.kit.negotiation;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** What a {@code Content-Type} may say. Also for plain routes that read bodies themselves. */
public final class ContentTypes {

    private ContentTypes() {}

    /**
     * The one concrete type that the header names; JSON in another encoding than UTF-8 cannot be read.
     *
     * @param values the header's lines
     * @return empty without the header
     * @throws ProblemException UNSUPPORTED_MEDIA_TYPE for two of them, a wildcard, or what is no media type
     */
    public static Optional<MediaType> of(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw unsupported("There is more than one Content-Type.");
        }
        MediaType type =
                MediaType.parse(values.get(0)).orElseThrow(() -> unsupported("The Content-Type is not a media type."));
        if (!type.isConcrete()) {
            throw unsupported("The Content-Type names a range, not the type of the body.");
        }
        if (type.isJson() && !type.isUtf8()) {
            throw unsupported("JSON is read in UTF-8 alone.");
        }
        return Optional.of(type);
    }

    /** A 415 with its reason. */
    public static ProblemException unsupported(String detail) {
        return new ProblemException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
