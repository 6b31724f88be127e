package io.atrium.identity.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;

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
     * @throws ConstraintViolationException for what the patched user may not look like
     */
    UpdateUserRequest apply(JsonNode patch, UserEntity user) throws JsonProcessingException {
        if (!(patch instanceof ObjectNode members)) {
            throw new ProblemException(ErrorCode.MALFORMED_REQUEST, "A merge patch of a user is a JSON object.");
        }
        ObjectNode patched = json.valueToTree(UpdateUserRequest.of(user));
        members.fields().forEachRemaining(member -> patched.set(member.getKey(), member.getValue()));
        UpdateUserRequest result = json.treeToValue(patched, UpdateUserRequest.class);
        Set<ConstraintViolation<UpdateUserRequest>> violations = validator.validate(result);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return result;
    }
}
