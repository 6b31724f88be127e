package io.atrium.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;

/** What a body that Jackson refuses means to the client; the parser's own words stay inside. */
final class JsonProblems {
    private JsonProblems() {}

    static ProblemException of(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return at(ErrorCode.UNKNOWN_PROPERTY, "The body has a property that is not known.", unknown, "is unknown");
        }
        if (failure instanceof InvalidFormatException format) {
            return at(ErrorCode.VALIDATION_FAILED, "A field is not valid.", format, "has a value that is not allowed");
        }
        if (failure instanceof ValueInstantiationException value) {
            return value.getCause() instanceof ProblemException problem
                    ? problem
                    : at(ErrorCode.VALIDATION_FAILED, "A field is not valid.", value, "is not valid");
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return at(ErrorCode.MALFORMED_REQUEST, "The body has another shape.", mismatch, "has the wrong type");
        }
        return new ProblemException(ErrorCode.MALFORMED_REQUEST, "The body is not valid JSON.");
    }

    private static ProblemException at(ErrorCode code, String detail, JsonMappingException failure, String message) {
        String field = FieldNames.of(failure.getPath());
        ProblemException problem = new ProblemException(code, detail);
        return field.isEmpty() ? problem : problem.withErrors(List.of(new Violation(field, message)));
    }
}
