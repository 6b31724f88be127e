package io.atrium.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.problem.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may not be answered to a hostile request: nothing, a fault, late, or a refusal that no client understands. */
final class HostileVerdict {

    /** For methods, codings and versions of HTTP that nobody has to know. */
    private static final Set<Integer> OF_THE_HEAD = Set.of(501, 505);

    /** What requests before this one, and beside it, have made of the resource: any operation can meet it. */
    private static final Set<Integer> OF_THE_STATE = Set.of(409, 412);

    private static final long LATE_MILLIS = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DocumentedReplies documents;

    HostileVerdict(DocumentedReplies documents) {
        this.documents = documents;
    }

    /** What is wrong with a reply, or nothing. */
    Optional<String> fault(HostileRequest request, HostileReply reply) {
        int status = reply.status();
        if (status <= 0) {
            boolean closed = status == 0 && request.mayBeCutOff();
            return closed ? Optional.empty() : Optional.of(status < 0 ? "not answered" : "closed without an answer");
        }
        if (reply.millis() > LATE_MILLIS) {
            return Optional.of(status + " after " + reply.millis() + " ms");
        }
        if (status >= 500 && !(request.place().equals("head") && OF_THE_HEAD.contains(status))) {
            return Optional.of(status + " " + HostileRequest.shown(reply.body()));
        }
        if (status == 400 && reply.body().isEmpty() && !isUri(request.target())) {
            return Optional.empty();
        }
        if (status >= 400) {
            Optional<String> refusal = refusal(reply);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return undocumented(request, reply);
    }

    /** What is none is refused by Quarkus itself, before any code of ours, with a status alone. */
    private static boolean isUri(String target) {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A problem whose code is known and stands for its status. */
    private static Optional<String> refusal(HostileReply reply) {
        String type = String.valueOf(reply.contentType());
        if (!type.startsWith("application/problem+json")) {
            return Optional.of(reply.status() + " as " + type);
        }
        try {
            JsonNode problem = JSON.readTree(reply.body());
            String code = problem.path("code").asText();
            boolean known = Arrays.stream(ErrorCode.values())
                    .anyMatch(each -> each.name().equals(code) && each.status() == reply.status());
            return known ? Optional.empty() : Optional.of(reply.status() + " with the code " + code);
        } catch (JsonProcessingException e) {
            return Optional.of(reply.status() + " with a problem that is no JSON");
        }
    }

    private Optional<String> undocumented(HostileRequest request, HostileReply reply) {
        if (!request.keepsPath() || OF_THE_STATE.contains(reply.status())) {
            return Optional.empty();
        }
        List<String> faults = documents.faults(request.operation(), reply.status(), reply.contentType(), reply.body());
        return faults.stream().findFirst().map(fault -> "not as documented: " + fault);
    }
}
