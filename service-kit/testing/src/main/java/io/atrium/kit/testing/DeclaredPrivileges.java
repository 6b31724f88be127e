package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a module says each role of its database may do: the resource {@code database-privileges.txt}. A line
 * {@code [app]} begins a role; each line after it names an object and, two or more spaces on, the privileges on it.
 *
 * <pre>
 * [app]
 * table public.users                 SELECT, INSERT, UPDATE
 * table public.due_work              SELECT, UPDATE(due_at)
 * function public.forget(uuid,text)  EXECUTE
 * topic atrium.changes.v1            SEND
 * </pre>
 *
 * @param entries one for each privilege, {@code app: SELECT on table public.users}
 */
record DeclaredPrivileges(Set<String> entries) {

    static final String RESOURCE = "database-privileges.txt";

    DeclaredPrivileges {
        entries = Set.copyOf(entries);
    }

    /** Of the module under test; none where it has no such resource. */
    static DeclaredPrivileges read() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            return in == null
                    ? new DeclaredPrivileges(Set.of())
                    : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeclaredPrivileges parse(String text) {
        Set<String> entries = new HashSet<>();
        String role = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                role = line.substring(1, line.length() - 1);
                continue;
            }
            String[] parts = line.split(" {2,}", 2);
            if (role.isEmpty() || parts.length != 2) {
                throw new IllegalArgumentException(RESOURCE + " has a line that is no role and no privilege: " + line);
            }
            // commas inside parentheses part columns, the others privileges
            for (String privilege : parts[1].split(",\\s*(?![^(]*\\))", -1)) {
                entries.add(entry(role, privilege.replace(", ", ","), parts[0]));
            }
        }
        return new DeclaredPrivileges(entries);
    }

    static String entry(String role, String privilege, String object) {
        return role + ": " + privilege + " on " + object;
    }

    Set<String> without(Set<String> others) {
        Set<String> rest = new TreeSet<>(entries);
        rest.removeAll(others);
        return rest;
    }
}
