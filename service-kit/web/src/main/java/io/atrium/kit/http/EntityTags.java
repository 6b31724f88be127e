package io.atrium.kit.http;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of {@code If-Match} or {@code If-None-Match} (RFC 9110, sections 8.8.3 and 13.1): {@code *}, or entity tags
 * separated by commas. A weak tag counts as its strong one, as a proxy that compresses weakens tags.
 *
 * @param any whether it is {@code *}
 * @param tags the tags with their quotes, without {@code W/}
 */
record EntityTags(boolean any, List<String> tags) {

    EntityTags {
        tags = List.copyOf(tags);
    }

    /** @throws ProblemException MALFORMED_REQUEST for anything else, as nothing */
    static EntityTags parse(String name, String value) {
        return value.strip().equals("*") ? new EntityTags(true, List.of()) : new EntityTags(false, tags(name, value));
    }

    boolean matches(String tag) {
        return any || tags.contains(tag);
    }

    private static List<String> tags(String name, String value) {
        List<String> tags = new ArrayList<>();
        boolean separated = true;
        int at = 0;
        while (at < value.length()) {
            char next = value.charAt(at);
            if (next == ' ' || next == '\t') {
                at++;
            } else if (next == ',') {
                separated = true;
                at++;
            } else {
                int begin = value.startsWith("W/", at) ? at + 2 : at;
                int end = end(value, begin);
                if (!separated || end < 0) {
                    throw malformed(name);
                }
                tags.add(value.substring(begin, end));
                separated = false;
                at = end;
            }
        }
        if (tags.isEmpty()) {
            throw malformed(name);
        }
        return tags;
    }

    /** Behind the closing quote of the tag that begins here; -1 where none does. */
    private static int end(String value, int begin) {
        if (begin >= value.length() || value.charAt(begin) != '"') {
            return -1;
        }
        for (int at = begin + 1; at < value.length(); at++) {
            char next = value.charAt(at);
            if (next == '"') {
                return at + 1;
            }
            if (next <= ' ' || next == 0x7F) {
                return -1;
            }
        }
        return -1;
    }

    private static ProblemException malformed(String name) {
        return new ProblemException(
                ErrorCode.MALFORMED_REQUEST, name + " is neither * nor a list of entity tags in double quotes.");
    }
}
