package io.atrium.identity.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON Merge Patch (RFC 7396) of a user: absent members stay, null removes. */
@Singleton
final class UserPatches {

    private final ObjectMapper json;
    private final Validator validator;

    UserPatches(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @throws JsonProcessingException for a member that is unknown or of the wrong type
     * @throws ConstraintViolationException for a member of the patch that is not valid. What it leaves alone stays as it
     *     is stored, even where it is not valid by the rules of today.
     */
    UpdateUserRequest apply(JsonNode patch, UserEntity user) throws JsonProcessingException {
        if (!(patch instanceof ObjectNode members)) {
            throw new ProblemException(ErrorCode.MALFORMED_REQUEST, "A merge patch of a user is a JSON object.");
        }
        ObjectNode patched = json.valueToTree(UpdateUserRequest.of(user));
        members.fields().forEachRemaining(member -> patched.set(member.getKey(), member.getValue()));
        UpdateUserRequest result = json.treeToValue(patched, UpdateUserRequest.class);
        Set<ConstraintViolation<UpdateUserRequest>> violations = validator.validate(result).stream()
                .filter(violation -> members.has(member(violation)))
                .collect(Collectors.toSet());
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return new UpdateUserRequest(
                members.has("email") ? result.email() : user.email,
                members.has("username") ? result.username() : user.username,
                members.has("first_name") ? result.firstName() : user.firstName,
                members.has("last_name") ? result.lastName() : user.lastName,
                result.role(),
                result.status());
    }

    /** Whether a patch may change what a user may do. */
    static boolean touchRights(JsonNode patch) {
        return patch.has("role") || patch.has("status");
    }

    private static String member(ConstraintViolation<?> violation) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                violation.getPropertyPath().toString());
    }
}
