package io.atrium.kit.consumer;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a list of dead letters goes on, as text: {@code partition:offset,…}. */
final class DeadLetterCursor {
    private static final int LONGEST = 4_000;

    private DeadLetterCursor() {}

    static String text(Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<Integer, Long> parse(@Nullable String text) {
        Map<Integer, Long> offsets = new HashMap<>();
        if (text == null || text.isEmpty()) {
            return offsets;
        }
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            for (String each : text.split(",", -1)) {
                int colon = each.indexOf(':');
                long offset = Long.parseLong(each, colon + 1, each.length(), 10);
                if (offset < 0) {
                    throw new IllegalArgumentException("negative");
                }
                offsets.put(Integer.parseInt(each, 0, colon, 10), offset);
            }
            return offsets;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ProblemException(ErrorCode.VALIDATION_FAILED, "The cursor does not belong to this list.");
        }
    }
}
